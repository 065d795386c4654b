import io.github.fdomaven.it.TestRegistry

def now = new TestRegistry(registry).digest('it/forced/debian/bookworm', 'forced.1')
assert now != new File(basedir, 'before.txt').text
def log = new File(basedir, 'build.log').text
assert log.contains("build $registry/it/forced/debian/bookworm:forced.1: a rebuild is forced")
assert log =~ /debian\/bookworm +build +\S+:forced.1 +a rebuild is forced/
assert log.contains("BUILT $registry/it/forced/debian/bookworm:forced.1@$now")
true
