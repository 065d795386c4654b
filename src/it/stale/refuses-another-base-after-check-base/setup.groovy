import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def base = "$registry/it/other-base/base:moving".toString()
DOCKER.call('pull', "$registry/base/debian:bookworm".toString())
DOCKER.call('tag', "$registry/base/debian:bookworm".toString(), base)
DOCKER.call('push', base)
new TestRegistry(registry).pushImage('docker', 'it/other-base/debian/bookworm', '1',
    ['fdo.base_image': base, 'fdo.base_digest': "sha256:${'0' * 64}".toString()])
true
