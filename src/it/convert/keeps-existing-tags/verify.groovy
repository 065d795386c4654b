import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob

def configuration = new File(basedir, 'new/configuration.xml').text
def log = new File(basedir, 'build.log').text
def notes = log.readLines().findAll { it.startsWith('[WARNING] .gitlab-ci.yml:') }

assert new File(basedir, 'target/fdo/convert.xml').text == configuration
assert log.contains("2 images of ${new File(basedir, '.gitlab-ci.yml')}:\n$configuration")
assert notes == [
    '[WARNING] .gitlab-ci.yml:28: Leave GIT_STRATEGY: none out of the job that runs Maven. Maven needs the POM, and exec the project\'s files.',
    '[WARNING] .gitlab-ci.yml:33: The job \'test\' extends .fdo.distribution-image@debian. Write image: $CI_REGISTRY_IMAGE/debian/bookworm:app-2026-11-24.0 instead.']
// With -q the second run prints the configuration and nothing else.
def quiet = log.readLines().dropWhile { !it.contains('Finished at: ') }.drop(2).collect { it.replaceAll(/\u001b\[\d*m/, '') }
assert quiet.findAll { it && !it.startsWith('Running post-build script: ') } == configuration.readLines()

def pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replace('<!-- configuration -->', configuration)
def plan = new CiJob(basedir, settings as File, localRepositoryPath)
    .variables([CI_REGISTRY_IMAGE: "$registry/it/convert", DOCKER_HOST: 'unix:///there/is/no/engine.sock'])
    .run('fdo:plan')
assert plan.status() == 0 : plan.log()
def images = new JsonSlurper().parse(new File(basedir, 'target/fdo/plan.json')).images
assert images*.reference == ['base', 'app'].collect { "$registry/it/convert/debian/bookworm:$it-2026-11-24.0".toString() }
assert images*.plan.every { it == 'skip' } : images
assert !plan.log().contains('stale')
true
