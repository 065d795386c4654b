import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def repository = 'it/shares/debian/bookworm'
there.pushImage('docker', repository, 'named', [:])
there.tag(repository, 'named', 'same')
there.pushImage('docker', repository, 'a', [:])
there.tag(repository, 'a', 'b')
// The two images of the index have their own tags.
there.pushIndex('oci', repository, 'index')
true
