import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..3]
def digest = testRegistry.digest('it/fork-upstream/debian/bookworm', 'app')

assert runs[0].contains("BUILT $registry/it/fork-upstream/debian/bookworm:app@$digest")
assert runs[1].contains("COPIED $registry/it/fork/debian/bookworm:app@$digest")
assert runs[2].contains("SKIPPED $registry/it/fork/debian/bookworm:app@$digest")
true
