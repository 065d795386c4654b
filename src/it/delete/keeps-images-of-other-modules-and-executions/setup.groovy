import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
['a.1', 'second.1', 'b.1', 'base.1', 'nobody.1'].each { there.pushImage('oci', 'it/named/debian/bookworm', it, [:]) }
true
