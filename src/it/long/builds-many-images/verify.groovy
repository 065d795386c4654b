import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.TestRegistry
import static io.github.fdomaven.it.EngineCli.DOCKER

def tokens = context.get('tokens')
def guarded = context.get('guarded')
def repository = 'group/images/alpine/1'
def testRegistry = new TestRegistry(guarded.host(), tokens.authorization('tester'))
def job = new CiJob(basedir, settings as File, localRepositoryPath).variables(
    CI_REGISTRY: guarded.host(), CI_REGISTRY_IMAGE: "${guarded.host()}/group/images", CI_REGISTRY_USER: 'job',
    CI_REGISTRY_PASSWORD: 'password-of-the-job', CI_PIPELINE_ID: '100', MAVEN_OPTS: '-Xmx256m')
def build = { String log ->
    def result = job.log(log).run("-Dit.registry=$registry".toString(), '-Dfdo.parallelism=8', 'fdo:build-image')
    assert result.status() == 0, result.log()
    new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images.countBy { it.outcome }
}

assert build('first.log') == [BUILT: 300]
assert testRegistry.tags(repository).toSet() == (0..299).collect { "$it".toString() }.toSet()
(0..299).each { n ->
    def labels = testRegistry.labels(repository, "$n".toString())
    assert labels.get('fdo.pipeline_id').asText() == '100'
    assert n == 0 || labels.get('fdo.base_image').asText() ==~ /${guarded.host()}\/$repository:\d+/
}
// The last image of a chain has the files of all its base images.
def last = "${guarded.host()}/$repository:298".toString()
assert DOCKER.run(last, 'ls', '/').readLines().findAll { it.isInteger() }*.toInteger().sort() == [0, *(8..298).step(10)]

// A second run builds nothing. It needs one token, and two requests for each image: for the manifest, and for the config, which has
// the labels.
def fetched = tokens.requests().size()
def before = guarded.requests().size()
assert build('second.log') == [SKIPPED: 300]
assert tokens.requests().drop(fetched) == ["job [repository:$repository:pull] 200".toString()]
def requests = guarded.requests().drop(before).countBy { it.replaceAll(~/(GET|HEAD) .*\/(manifests|blobs)\/\S+ (\d+)/, '$1 $2 $3') }
assert requests == ['GET manifests 401': 1, 'GET manifests 200': 300, 'GET blobs 200': 300]

def built = (0..299).collect { "${guarded.host()}/$repository:$it".toString() }
DOCKER.call(['image', 'rm', '--force', "$registry/it/many-images:base".toString(), *built] as String[])
guarded.close()
tokens.close()
true
