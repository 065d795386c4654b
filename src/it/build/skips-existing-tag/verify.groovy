import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def image = "$registry/it/skips/debian/bookworm:exists.1"
def log = new File(basedir, 'build.log').text
assert log =~ /\[debian\/bookworm] SKIPPED $image@sha256:\w+: the tag exists\n/
// Maven lists the plugin's libraries, one of which has 'engine:' in its coordinates.
assert !log.contains('Using Docker') && !log.contains('Using Podman') && !log.contains('] pull ')

def json = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0]
assert json.outcome == 'SKIPPED'
assert json.digest == new TestRegistry(registry).digest('it/skips/debian/bookworm', 'exists.1')
assert json.labels == ['fdo.pipeline_id': '99']
assert new File(basedir, 'target/fdo/fdo.env').text.contains("FDO_DISTRIBUTION_IMAGE=$image\n")

// Java makes the equals, hashCode and toString of a record when they are first called. In a run with nothing to do, this would take a tenth
// of the time.
def classes = new File(basedir, 'classes.log').text
assert classes.contains('io.github.fdomaven.maven.BuildImageGoal')
assert !classes.contains('java.lang.runtime.ObjectMethods') && !classes.contains('dockerjava')
true
