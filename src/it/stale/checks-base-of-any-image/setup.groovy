import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def digest = testRegistry.pushImage('docker', 'it/any-base', '1', [:])
testRegistry.pushImage('docker', 'it/any-image', '1',
    ['fdo.base_image': "$registry/it/any-base:1".toString(), 'fdo.base_digest': digest])
new File(basedir, 'image.properties').text = "fdo.image = $registry/it/any-image:1\n"
true
