import io.github.fdomaven.it.TestRegistry

def log = new File(basedir, 'build.log').text
def testRegistry = new TestRegistry(registry)
def repository = 'it/shares/debian/bookworm'
def image = { tag -> "$registry/$repository:$tag" }

assert log.contains("[WARNING] kept ${image('same')}: it shares its digest ${testRegistry.digest(repository, 'named')} with"
        + " ${image('named')}, which is kept: the registry deletes by digest only")
assert log.contains("[WARNING] kept ${image('part')}: ") && log.contains(', which is kept: the registry deletes by digest only')
// The images of an index stay with it, if their tags begin with its tag.
assert !log.contains(image('index-0') + ':')
// A tag with its own digest is deleted.
['a', 'b'].each { assert log.contains("[INFO] deleted ${image(it)}: the POM does not name it") }
assert log.contains('[INFO] 8 tags, 2 of them deleted')

['named', 'same', 'index', 'index-0', 'index-1', 'part'].each { assert testRegistry.has(repository, it) }
['a', 'b'].each { assert !testRegistry.has(repository, it) }
true
