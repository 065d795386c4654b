import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
['first.1', 'second.1', 'third.1'].each { testRegistry.pushImage('oci', 'it/forgets/debian/bookworm', it, [:]) }
true
