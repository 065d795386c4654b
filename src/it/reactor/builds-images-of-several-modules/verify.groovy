import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def image = "$registry/it/modules/debian/bookworm"

assert ['base', 'child', 'leaf'].every { runs[0].contains("BUILT $image:${it}.1@") }
assert DOCKER.run("$image:leaf.1".toString(), 'cat', '/leaf') == 'base\nchild\n'
assert testRegistry.labels('it/modules/debian/bookworm', 'leaf.1').get('fdo.base_digest').asText() == testRegistry.digest('it/modules/debian/bookworm', 'child.1')
// All modules wrote one report.
def env = new File(basedir, 'target/fdo/fdo.env').text
assert ['BASE', 'CHILD', 'LEAF'].every { env.contains("FDO_IMAGE_$it=") }

assert ['base', 'child'].every { runs[1].contains("SKIPPED $image:${it}.1@") } && !runs[1].contains("$image:leaf.1")
assert runs[2].contains("The base image debian/bookworm:base.1 of the image 'careless' belongs to the module base, which Maven may"
        + ' build later. Add io.github.fdomaven.it:base with <type>pom</type> to the <dependencies> of careless.')
assert !testRegistry.has('it/modules/debian/bookworm', 'careless.1')

def unpushed = "$registry/it/unpushed/debian/bookworm".toString()
assert runs[3].contains("[leaf] The base image $unpushed:child.1 is not in its registry. The image of the engine is used.")
assert DOCKER.run("$unpushed:leaf.1".toString(), 'cat', '/leaf') == 'base\nchild\n'
assert !testRegistry.has('it/unpushed/debian/bookworm', 'base.1')
DOCKER.removeImages("$registry/it/unpushed/".toString())
true
