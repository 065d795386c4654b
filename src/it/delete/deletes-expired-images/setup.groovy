import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/expires/debian/bookworm'
def push = { tag, lifetime, created ->
    testRegistry.pushImage('oci', repository, tag, ['fdo.expires-after': lifetime, 'org.opencontainers.image.created': created])
}
def longAgo = '2020-01-01T00:00:00Z'
push('old', '2d', longAgo)
push('recent', '2d', java.time.Instant.now().toString())
push('forever', '', longAgo)
push('odd', 'soon', longAgo)
push('named', '2d', longAgo)
push('named-too', '', longAgo)
push('nightly-1', '', longAgo)
push('nightly-2', '', longAgo)
def properties = "fdo.registry.image = $registry/it/expires\n"
new File(basedir, 'registry.properties').text = properties
// In invoker.properties a comma separates goals.
new File(basedir, 'tags.properties').text = properties + 'fdo.delete.tags = base,debian/bookworm:gone\n'
true
