import static io.github.fdomaven.it.EngineCli.DOCKER

import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/from-engine/debian/bookworm', '1')
DOCKER.call('image', 'pull', '--quiet', "$registry/base/debian:bookworm".toString())
DOCKER.call('image', 'tag', "$registry/base/debian:bookworm".toString(), 'localhost/builds-from-image-of-the-engine:1')
true
