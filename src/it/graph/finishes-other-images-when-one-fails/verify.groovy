import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..2]
def row = { String run, name, outcome, reason -> (run =~ /$name +$outcome +\d+\.\d +\S+ *$reason\n/).find() }

assert row(runs[0], 'root', 'BUILT', '')
assert row(runs[0], 'middle', 'FAILED', 'see the error below')
assert row(runs[0], 'leaf', 'FAILED', "its base image 'middle' failed")
assert row(runs[0], 'sibling', 'BUILT', '')
assert row(runs[0], 'other', 'BUILT', '')
assert runs[0].count("The step exec of the image 'middle' failed") == 1
assert runs[0].contains('this went wrong') && runs[0].contains('ended with status 3') && runs[0].contains('MojoFailureException')
assert ['root.1', 'sibling.1', 'other.1'].every { testRegistry.has('it/failing/debian/bookworm', it) }
assert ['middle.1', 'leaf.1'].every { !testRegistry.has('it/failing/debian/bookworm', it) }

// With --fail-fast no further image is started.
assert row(runs[1], 'middle', 'FAILED', 'see the error below')
assert runs[1] =~ /sibling +FAILED +0\.0 +\S+ +not started, because another image failed/
def images = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images
assert images.find { it.name == 'leaf' }.outcome == 'FAILED' && images*.name.size() == 5
def env = new File(basedir, 'target/fdo/fdo.env').text
assert !env.contains('FDO_IMAGE_MIDDLE')
true
