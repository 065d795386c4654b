import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..2]
def image = "$registry/it/rebuilds/debian/bookworm:1"
def base = testRegistry.digest('it/rebuilds/base', 'moving')

assert runs[0].contains("[base] $image: STALE: ")
assert runs[0].contains("[base] build $image: its base image has changed")
assert runs[0].contains('until then, fdo.env sets FDO_FORCE_REBUILD=1 for later jobs')
assert runs[0].contains("BUILT $image@sha256:")
assert testRegistry.labels('it/rebuilds/debian/bookworm', '1').get('fdo.base_digest').asText() == base
assert runs[1].contains("[base] $image: FRESH: its base image $registry/it/rebuilds/base:moving still has the digest $base")
assert runs[1].contains("SKIPPED $image@sha256:")
// A later job does not build the image once more.
assert !new File(basedir, 'target/fdo/fdo.env').text.contains('FDO_FORCE_REBUILD')
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/bases.json')).images[0].state == 'FRESH'
true
