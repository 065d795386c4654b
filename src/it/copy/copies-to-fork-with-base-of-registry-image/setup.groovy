import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
there.forget('it/fork-upstream/debian/bookworm', 'base', 'app')
there.forget('it/fork/debian/bookworm', 'app')
true
