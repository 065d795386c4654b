import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
there.forget('it/capitals/debian/bookworm', '1')
there.pushImage('docker', 'it/capitals-upstream/debian/bookworm', '1', [:])
true
