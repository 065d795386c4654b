import io.github.fdomaven.it.TestRegistry

// Maven 3.8 prints an escape code when it ends.
def log = new File(basedir, 'build.log').text.replace('\u001b[0m', '').readLines().findAll { !it.empty }
def image = "$registry/it/console/debian/bookworm"
def built = log.findIndexOf { it.startsWith("[good] BUILT $image:good.1@sha256:") }
def failed = log.take(built)
def rest = log.drop(built)

// The output of the step that fails, and nothing else that a program printed.
assert failed.contains('[INFO] [bad] upgrade: apt-get -y dist-upgrade')
assert failed.findAll { it.startsWith('[INFO] [bad]   ') } == (101..130).collect { "[INFO] [bad]   $it".toString() }

// With -q a built image has one line, and a result nothing around it.
def digest = new TestRegistry(registry).digest('it/console/debian/bookworm', 'good.1')
assert rest[0] ==~ /\[good\] BUILT .*:good\.1@$digest in \d+\.\d s/
def table = rest.subList(1, 7).collect { it.trim().split(' {2,}') as List }
assert table*.take(2) == [['IMAGE', 'PLAN'], ['good', 'skip'], ['bad', 'build'], ['IMAGE', 'STATE'], ['good', 'FRESH'], ['bad', 'UNKNOWN']]
def json = ['plan', 'inspect'].collect { new File(basedir, "target/fdo/${it}.json").text }.join('')
assert rest.drop(7).join('\n').startsWith(json)

assert log.any { it.startsWith('[WARNING] fdo.env is limited to 2 variables and 5120 bytes, so it lacks FDO_IMAGE_GOOD.') }
assert new File(basedir, 'target/fdo/fdo.env').readLines()*.replaceFirst('=.*', '') == ['FDO_DISTRIBUTION_IMAGE', 'FDO_DISTRIBUTION_IMAGE_DIGEST']
true
