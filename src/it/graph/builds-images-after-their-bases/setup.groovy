import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def roots = testRegistry.tags('it/many/debian/bookworm').findAll { it.startsWith('root.') }
testRegistry.forget('it/many/debian/bookworm', *(['leaf.1', 'right-leaf.1', 'right.1', 'left.1', 'other.1'] + roots))
true
