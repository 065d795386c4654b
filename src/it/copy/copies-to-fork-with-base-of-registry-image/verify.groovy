import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..4]
def digest = there.digest('it/fork-upstream/debian/bookworm', 'app')

assert runs[1].contains("BUILT $registry/it/fork-upstream/debian/bookworm:app@$digest")
assert runs[2].contains("COPIED $registry/it/fork/debian/bookworm:app@$digest")
assert runs[3].contains("SKIPPED $registry/it/fork/debian/bookworm:app@$digest")
assert runs.every { !it.contains('it is stale') }
true
