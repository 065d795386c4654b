import static io.github.fdomaven.it.EngineCli.DOCKER

def image = 'localhost/my-project/debian/bookworm:2026-11-24.0'
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains("build $image: the tag does not exist")
assert log.contains("SKIPPED $image (in the engine only): the tag exists")
assert !log.contains('push')
assert DOCKER.run(image, 'wget', '--version').startsWith('GNU Wget ')
assert !new File(basedir, 'target/fdo/fdo.env').text.contains('DIGEST')

// fdo:run, as in the README.
assert log.contains('[debian/bookworm]   curl 7.')
assert log.contains('[debian/bookworm]   pom.xml')

// The README shows lines of this log.
def readme = new File(basedir, '../../../../README.md').getText('UTF-8')
def shown = readme.readLines().findAll { it.startsWith('[INFO] [debian/bookworm] ') }
assert shown.size() == 4
shown.each { line -> assert log.replaceAll(/\d+\.\d s/, 'N s').contains(line.replaceAll(/\d+\.\d s/, 'N s') + '\n') }
true
