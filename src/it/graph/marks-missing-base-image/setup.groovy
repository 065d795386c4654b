import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('it/missing-base/debian/bookworm', 'app.1', 'child.1')
testRegistry.pushImage('docker', 'it/missing-base/debian/bookworm', 'there.1', [:])
true
