import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def base = there.pushImage('oci', 'it/looked-at/base', '1', [:])
there.pushIndex('oci', 'it/looked-at/base/index', '1')
there.pushImage('docker', 'it/looked-at/debian/bookworm', '1', [
    'fdo.base_image': "$registry/it/looked-at/base:1".toString(), 'fdo.base_digest': base, 'fdo.pipeline_id': '7',
    'org.example.two-lines': 'one\n[ERROR] two'])
true
