import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def digest = there.pushImage('docker', 'it/any-base', '1', [:])
there.pushImage('docker', 'it/any-image', '1',
    ['fdo.base_image': "$registry/it/any-base:1".toString(), 'fdo.base_digest': digest])
new File(basedir, 'image.properties').text = "fdo.image = $registry/it/any-image:1\n"
true
