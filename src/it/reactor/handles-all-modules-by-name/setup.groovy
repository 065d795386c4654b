import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def repository = 'it/byname/debian/bookworm'
there.forget(repository, *there.tags(repository))
true
