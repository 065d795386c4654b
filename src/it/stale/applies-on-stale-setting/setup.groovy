import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def repository = 'it/stale/debian/bookworm'
def base = "$registry/it/stale/base".toString()
DOCKER.copy("$registry/base/debian:bookworm", "$base:moving")
there.forget('it/stale/base', 'gone')
there.forget(repository, '1')
def then = "sha256:${'0' * 64}".toString()
there.pushImage('docker', repository, 'moved', ['fdo.base_image': "$base:moving".toString(), 'fdo.base_digest': then])
there.pushImage('docker', repository, 'base-gone', ['fdo.base_image': "$base:gone".toString(), 'fdo.base_digest': then])
there.pushImage('docker', repository, 'no-labels', ['maintainer': 'the CI templates'])
true
