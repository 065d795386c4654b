import io.github.fdomaven.it.Docker
import io.github.fdomaven.it.TestRegistry

def base = "$registry/it/rebuilds/base:moving".toString()
Docker.docker('pull', "$registry/base/debian:bookworm".toString())
Docker.docker('tag', "$registry/base/debian:bookworm".toString(), base)
Docker.docker('push', base)
new TestRegistry(registry).pushImage('docker', 'it/rebuilds/debian/bookworm', '1',
    ['fdo.base_image': base, 'fdo.base_digest': "sha256:${'0' * 64}".toString()])
true
