import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def log = new File(basedir, 'build.log').text
['docker-image', 'oci-image', 'docker-index', 'oci-index'].each { tag ->
    def digest = there.digest('it/upstream/debian/bookworm', tag)
    assert there.digest('it/copies/debian/bookworm', tag) == digest
    assert there.mediaType('it/copies/debian/bookworm', tag) == there.mediaType('it/upstream/debian/bookworm', tag)
    assert log.contains("copy $registry/it/copies/debian/bookworm:$tag: $registry/it/upstream/debian/bookworm:$tag exists")
    assert log.contains("COPIED $registry/it/copies/debian/bookworm:$tag@$digest")
}
assert log.contains(': mounted')
assert there.labels('it/copies/debian/bookworm', 'oci-image').get('fdo.pipeline_id').asText() == '7'
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0].outcome == 'COPIED'
true
