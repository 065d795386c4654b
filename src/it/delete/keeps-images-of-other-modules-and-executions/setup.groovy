import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
['a.1', 'second.1', 'b.1', 'base.1', 'unnamed.1'].each { testRegistry.pushImage('oci', 'it/named/debian/bookworm', it, [:]) }
true
