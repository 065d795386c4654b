import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/shares/debian/bookworm'
testRegistry.pushImage('docker', repository, 'named', [:])
testRegistry.tag(repository, 'named', 'same')
testRegistry.pushImage('docker', repository, 'a', [:])
testRegistry.tag(repository, 'a', 'b')
// The two images of the index have their own tags.
testRegistry.pushIndex('oci', repository, 'index')
testRegistry.tag(repository, 'index-0', 'part')
true
