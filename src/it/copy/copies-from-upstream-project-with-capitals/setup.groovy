import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('it/capitals/debian/bookworm', '1')
testRegistry.pushImage('docker', 'it/capitals-upstream/debian/bookworm', '1', [:])
true
