import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
there.forget('it/copies/debian/bookworm', 'docker-image', 'oci-image', 'docker-index', 'oci-index')
['docker', 'oci'].each {
    there.pushImage(it, 'it/upstream/debian/bookworm', "$it-image".toString(), ['fdo.pipeline_id': '7'])
    there.pushIndex(it, 'it/upstream/debian/bookworm', "$it-index".toString())
}
true
