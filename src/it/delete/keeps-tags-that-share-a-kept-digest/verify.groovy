import io.github.fdomaven.it.TestRegistry

def log = new File(basedir, 'build.log').text
def testRegistry = new TestRegistry(registry)
def repository = 'it/shares/debian/bookworm'
def image = { tag -> "$registry/$repository:$tag" }

assert log.contains("[WARNING] kept ${image('same')}: it shares its digest ${testRegistry.digest(repository, 'named')} with"
        + " ${image('named')}, which is kept: the registry deletes by digest only")
['index-0', 'index-1'].each {
    assert log.contains("[WARNING] kept ${image(it)}: it is one of the images of the index ${image('index')}, which is kept:"
            + ' the registry deletes by digest only')
}
// A tag with its own digest is deleted.
['a', 'b'].each { assert log.contains("[INFO] deleted ${image(it)}: the POM does not name it") }
assert log.contains('[INFO] 7 tags, 2 of them deleted')

['named', 'same', 'index', 'index-0', 'index-1'].each { assert testRegistry.has(repository, it) }
['a', 'b'].each { assert !testRegistry.has(repository, it) }
true
