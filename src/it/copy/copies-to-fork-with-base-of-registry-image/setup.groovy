import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('it/fork-upstream/debian/bookworm', 'app')
testRegistry.forget('it/fork/debian/bookworm', 'app')
def base = "$registry/it/fork-upstream/debian/bookworm:base".toString()
DOCKER.call('pull', "$registry/base/debian:bookworm".toString())
DOCKER.call('tag', "$registry/base/debian:bookworm".toString(), base)
DOCKER.call('push', base)
true
