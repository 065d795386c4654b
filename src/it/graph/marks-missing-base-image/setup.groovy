import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
there.forget('it/missing-base/debian/bookworm', 'app.1', 'child.1')
there.pushImage('docker', 'it/missing-base/debian/bookworm', 'there.1', [:])
true
