import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/byname/debian/bookworm'
testRegistry.forget(repository, *testRegistry.tags(repository))
true
