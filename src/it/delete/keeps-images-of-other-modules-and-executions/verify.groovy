import io.github.fdomaven.it.TestRegistry

def log = new File(basedir, 'build.log').text
def testRegistry = new TestRegistry(registry)
def repository = 'it/named/debian/bookworm'

assert log.contains('Nothing was deleted, because an image that the POM names could not be determined. Module b: <baseImage>')
assert log.contains("[INFO] deleted $registry/$repository:unnamed.1: the POM does not name it")
assert log.contains('5 tags, 1 of them deleted')
assert testRegistry.tags(repository).toSorted() == ['a.1', 'b.1', 'base.1', 'second.1']
true
