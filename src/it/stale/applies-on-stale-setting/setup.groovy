import io.github.fdomaven.it.Docker
import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def repository = 'it/stale/debian/bookworm'
def base = "$registry/it/stale/base".toString()
Docker.docker('pull', "$registry/base/debian:bookworm".toString())
Docker.docker('tag', "$registry/base/debian:bookworm".toString(), "$base:moving".toString())
Docker.docker('push', "$base:moving".toString())
there.forget('it/stale/base', 'gone')
there.forget(repository, '1')
def then = "sha256:${'0' * 64}".toString()
there.pushImage('docker', repository, 'moved', ['fdo.base_image': "$base:moving".toString(), 'fdo.base_digest': then])
there.pushImage('docker', repository, 'base-gone', ['fdo.base_image': "$base:gone".toString(), 'fdo.base_digest': then])
there.pushImage('docker', repository, 'no-labels', ['maintainer': 'the CI templates'])
true
