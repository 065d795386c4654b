import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..7]
def image = { tag -> "$registry/it/expires/debian/bookworm:$tag" }
def expired = 'expired: created 2020-01-01T00:00:00Z, expires after 2d'

assert runs[0].contains('[INFO] delete through the registry, because <gitlabUrl> ')
assert runs[0].contains("[INFO] would delete ${image('old')}: $expired")
assert runs[0].contains("[WARNING] kept ${image('odd')}: its label fdo.expires-after is not valid: 'soon' is not a duration:")
assert runs[0].contains("[INFO] kept ${image('named')}: the POM names it, though it is $expired")
assert runs[0].contains('[INFO] 8 tags, 1 of them to be deleted; this was a dry run: delete them with -Dfdo.delete.confirm=true')
// Details that the log leaves out.
['recent', 'forever', 'nightly-1'].each { assert !runs[0].contains(image(it)) }

// Images that are not selected are protected too.
assert runs[1].contains("[INFO] deleted ${image('old')}: $expired")
assert runs[1].contains('[INFO] 8 tags, 1 of them deleted')
assert runs[2].contains('[INFO] 7 tags, 0 of them deleted')

assert runs[3].contains("[INFO] deleted ${image('nightly-1')}: it matches 'nightly-*'")
assert runs[3].contains('[INFO] 7 tags, 2 of them deleted')

assert runs[4].contains("[INFO] deleted ${image('named')}: listed in <deleteTags>")
assert runs[4].contains("[WARNING] ${image('gone')} does not exist: check <deleteTags>")
assert runs[4].contains('[INFO] 5 tags, 1 of them deleted')

assert runs[5].contains("[INFO] kept ${image('named-too')}: the POM names it")
assert runs[5].contains('[INFO] 4 tags, 3 of them deleted')

assert runs[6].contains('No registryImage is set, and delete-images deletes images of a registry only') && runs[6].contains('MojoFailureException')

def testRegistry = new TestRegistry(registry)
assert testRegistry.has('it/expires/debian/bookworm', 'named-too')
['old', 'recent', 'forever', 'odd', 'named', 'nightly-1', 'nightly-2'].each {
    assert !testRegistry.has('it/expires/debian/bookworm', it)
}
def deletions = new JsonSlurper().parse(new File(basedir, 'target/fdo/deletions.json')).deletions
assert deletions*.reference.toSet() == ['recent', 'forever', 'odd', 'named-too'].collect { image(it).toString() }.toSet()
assert deletions.every { (it.outcome == 'KEPT') == it.reference.endsWith(':named-too') && it.digest.startsWith('sha256:') }
true
