import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/stale/debian/bookworm'
def base = "$registry/it/stale/base".toString()
DOCKER.copy("$registry/base/debian:bookworm", "$base:moving")
testRegistry.forget('it/stale/base', 'gone')
testRegistry.forget(repository, '1')
def then = "sha256:${'0' * 64}".toString()
testRegistry.pushImage('docker', repository, 'moved', ['fdo.base_image': "$base:moving".toString(), 'fdo.base_digest': then])
testRegistry.pushImage('docker', repository, 'base-gone', ['fdo.base_image': "$base:gone".toString(), 'fdo.base_digest': then])
testRegistry.pushImage('docker', repository, 'no-labels', ['maintainer': 'the CI templates'])
true
