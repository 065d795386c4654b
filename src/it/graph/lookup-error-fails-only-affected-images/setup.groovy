import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def repository = 'it/unknown/debian/bookworm'
there.forget(repository, 'child.1', 'other.1')
there.pushImage('docker', repository, 'unknown.1', ['fdo.base_image': '127.0.0.1:1/base:1', 'fdo.base_digest': "sha256:${'0' * 64}".toString()])
there.pushImage('docker', repository, 'there.1', [:])
true
