import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('it/forced/debian/bookworm', 'forced.1')
testRegistry.pushImage('docker', 'it/forced/debian/bookworm', 'forced.1', [:])
new File(basedir, 'before.txt').text = testRegistry.digest('it/forced/debian/bookworm', 'forced.1')
true
