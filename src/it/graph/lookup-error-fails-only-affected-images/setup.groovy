import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/unknown/debian/bookworm'
testRegistry.forget(repository, 'child.1', 'other.1')
testRegistry.pushImage('docker', repository, 'unknown.1', ['fdo.base_image': '127.0.0.1:1/base:1', 'fdo.base_digest': "sha256:${'0' * 64}".toString()])
testRegistry.pushImage('docker', repository, 'there.1', [:])
true
