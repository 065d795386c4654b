import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def digest = there.digest('it/capitals-upstream/debian/bookworm', '1')
assert there.digest('it/capitals/debian/bookworm', '1') == digest
assert new File(basedir, 'build.log').text.contains("COPIED $registry/it/capitals/debian/bookworm:1@$digest")
true
