import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def image = "$registry/it/unknown/debian/bookworm"
def why = 'HEAD http://127.0.0.1:1/v2/base/manifests/1: '
def planned = { String run, name, plan, reason -> (run =~ /INFO]   $name +$plan +\S+ +\Q$reason\E/).find() }
def row = { String run, name, outcome, reason -> (run =~ /$name +$outcome +\d+\.\d +\S+ *\Q$reason\E\n/).find() }

runs.each {
    assert planned(it, 'unknown', 'unknown', 'a lookup failed')
    assert planned(it, 'child', 'unknown', "its base image 'unknown' cannot be planned")
    assert planned(it, 'there', 'skip', 'the tag exists')
    assert planned(it, 'other', 'build', 'the tag does not exist')
    // Each retry is a warning; then Maven shows the error, once.
    assert it.readLines().count { line -> line.contains(why) && !line.contains('Trying again') } == 1
    assert it.contains('MojoExecutionException')
}
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/plan.json')).images*.plan == ['unknown', 'unknown', 'skip', 'build']
assert row(runs[1], 'unknown', 'FAILED', 'see the error below')
assert row(runs[1], 'child', 'FAILED', "its base image 'unknown' failed")
assert row(runs[1], 'there', 'SKIPPED', '')
assert row(runs[1], 'other', 'BUILT', '')
assert testRegistry.has('it/unknown/debian/bookworm', 'other.1') && !testRegistry.has('it/unknown/debian/bookworm', 'child.1')
true
