import groovy.json.JsonSlurper
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

context.get('server')?.stop(0)
context.get('threads')?.shutdownNow()

def testRegistry = new TestRegistry(registry)
def log = new File(basedir, 'build.log').text
def host = new File(basedir, 'host.txt').text
def images = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images.collectEntries { [it.name, it] }

assert new File(basedir, 'cache/begun').exists()
assert images.base.outcome == 'FAILED' && images.base.reason.contains('the quota is used up')
assert images.child.outcome == 'FAILED' && images.child.reason == "its base image 'base' failed"
assert images.grandchild.outcome == 'FAILED' && images.grandchild.reason == "its base image 'child' failed"
assert images.other.outcome == 'BUILT'
// The exec of the child would sleep for ten minutes.
assert !new File(basedir, 'cache/ended').exists()
// Maven shows only the failure of the base.
assert log.contains('MojoFailureException') && !log.contains('The step exec of the image \'child\' failed')
assert !log.contains('[WARNING] [child]') && !log.contains('[WARNING] [base]')
assert ['base.1', 'child.1', 'grandchild.1'].every { !testRegistry.has('it/refused/debian/bookworm', it) }
assert testRegistry.has('it/refused/debian/bookworm', 'other.1')
assert ['base.1', 'child.1', 'grandchild.1'].every { !DOCKER.hasImage("$host/it/refused/debian/bookworm:$it".toString()) }
assert DOCKER.containers('label=it.refused=child').isEmpty()
DOCKER.removeImages("$host/")
true
