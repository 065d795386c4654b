import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def digest = testRegistry.digest('it/capitals-upstream/debian/bookworm', '1')
assert testRegistry.digest('it/capitals/debian/bookworm', '1') == digest
assert new File(basedir, 'build.log').text.contains("COPIED $registry/it/capitals/debian/bookworm:1@$digest")
true
