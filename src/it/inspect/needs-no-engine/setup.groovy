import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def base = testRegistry.pushImage('oci', 'it/looked-at/base', '1', [:])
testRegistry.pushIndex('oci', 'it/looked-at/base/index', '1')
testRegistry.pushImage('docker', 'it/looked-at/debian/bookworm', '1', [
    'fdo.base_image': "$registry/it/looked-at/base:1".toString(), 'fdo.base_digest': base, 'fdo.pipeline_id': '7',
    'org.example.two-lines': 'one\n[ERROR] two'])
true
