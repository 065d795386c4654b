import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
there.forget('it/forced/debian/bookworm', 'forced.1')
there.pushImage('docker', 'it/forced/debian/bookworm', 'forced.1', [:])
new File(basedir, 'before.txt').text = there.digest('it/forced/debian/bookworm', 'forced.1')
true
