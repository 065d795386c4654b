import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
['first.1', 'second.1', 'third.1'].each { there.pushImage('oci', 'it/forgets/debian/bookworm', it, [:]) }
true
