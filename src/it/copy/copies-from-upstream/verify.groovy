import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def log = new File(basedir, 'build.log').text
['docker-image', 'oci-image', 'docker-index', 'oci-index'].each { tag ->
    def digest = testRegistry.digest('it/upstream/debian/bookworm', tag)
    assert testRegistry.digest('it/copies/debian/bookworm', tag) == digest
    assert testRegistry.mediaType('it/copies/debian/bookworm', tag) == testRegistry.mediaType('it/upstream/debian/bookworm', tag)
    assert log.contains("copy $registry/it/copies/debian/bookworm:$tag: $registry/it/upstream/debian/bookworm:$tag exists")
    assert log.contains("COPIED $registry/it/copies/debian/bookworm:$tag@$digest")
}
assert log.contains(': mounted')
assert testRegistry.labels('it/copies/debian/bookworm', 'oci-image').get('fdo.pipeline_id').asText() == '7'
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0].outcome == 'COPIED'
true
