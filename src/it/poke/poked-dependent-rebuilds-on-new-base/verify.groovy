import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

import java.time.Duration

def tokens = context.get('tokens')
def guarded = context.get('guarded')
def gitlab = context.get('gitlab')
def host = guarded.host()
def testRegistry = new TestRegistry(host, tokens.authorization('tester'))
def base = "$host/base/project/debian/bookworm:base.0".toString()
def dependent = "$host/dependent/project/debian/bookworm:dependent.0".toString()
def logs = [:]

def job = { directory, name, variables, String... goals ->
    def project = "$directory/project".toString()
    def result = new CiJob(new File(basedir, directory), settings as File, localRepositoryPath)
        .log("${name}.log".toString())
        .variables(CI_API_V4_URL: gitlab.apiUrl(), CI_PROJECT_PATH: project, CI_REGISTRY: host, CI_REGISTRY_IMAGE: "$host/$project",
            CI_REGISTRY_USER: "$directory-job", CI_REGISTRY_PASSWORD: "password-of-the-$directory")
        .variables(variables).run(*(['-X'] + goals.toList()))
    logs[name] = result.log()
    assert result.status() == 0, result.log()
    result.log()
}
def baseJob = { name, variables, String... goals -> job('base', name, [FDO_BASE_IMAGE: "$registry/base/debian:bookworm",
    DOWNLOAD_TOKEN: 'token-to-download-with', DEPENDENT_TOKEN: 'trigger-token-of-the-dependent', READ_TOKEN: 'access-token-that-may-read'] + variables, goals) }
def dependentJob = { name, variables, String... goals -> job('dependent', name, [FDO_BASE_IMAGE: base] + variables, goals) }

gitlab.accessToken('access-token-that-may-read')
gitlab.project('dependent/project').token('trigger-token-of-the-dependent').runner { pipeline ->
    // The rule of the dependent's pipeline: rebuild if the base was rebuilt.
    def variables = pipeline.variables() + [CI_PIPELINE_ID: pipeline.id(), CI_PIPELINE_SOURCE: pipeline.source()]
    if (variables.BASE_REBUILT) {
        variables.FDO_FORCE_REBUILD = '1'
    }
    dependentJob('dependent-poked', variables, 'fdo:build-image')
    true
}

// Pipeline 100 builds the base, pipeline 200 builds the dependent from it.
assert baseJob('base-100', [CI_PIPELINE_ID: 100], 'fdo:build-image').contains("BUILT $base@")
def first = testRegistry.digest('base/project/debian/bookworm', 'base.0')
assert dependentJob('dependent-200', [CI_PIPELINE_ID: 200], 'fdo:build-image').contains("BUILT $dependent@")
assert testRegistry.labels('dependent/project/debian/bookworm', 'dependent.0').get('fdo.base_digest').asText() == first
assert testRegistry.labels('dependent/project/debian/bookworm', 'dependent.0').get('fdo.pipeline_id').asText() == '200'

// Pipeline 101 skips the base, so it pokes no dependent.
def nothing = baseJob('base-101', [CI_PIPELINE_ID: 101], 'fdo:build-image', 'fdo:poke-dependents')
assert nothing.contains("SKIPPED $base@$first")
assert nothing.contains("[base] $base was built by pipeline 100; this is pipeline 101: do not poke its dependents")
assert gitlab.pipelines().isEmpty()
assert dependentJob('check-before', [:], 'fdo:check-base').contains("[dependent] $dependent: FRESH: its base image $base still has the digest $first")

// A job of pipeline 101 is run again, with a forced rebuild.
assert baseJob('base-101-forced', [CI_PIPELINE_ID: 101, FDO_FORCE_REBUILD: 1], 'fdo:build-image').contains("BUILT $base@")
def second = testRegistry.digest('base/project/debian/bookworm', 'base.0')
assert second != first
assert dependentJob('check-between', [:], 'fdo:check-base')
    .contains("[dependent] $dependent: STALE: its base image $base had the digest $first when the image was built, and has $second now")

// The dependent is poked once and rebuilds on the new base. The goal waits for its pipeline.
def poked = baseJob('base-101-poke', [CI_PIPELINE_ID: 101], 'fdo:poke-dependents')
assert gitlab.pipelines().size() == 1
def pipeline = gitlab.pipelines()[0]
assert pipeline.await(Duration.ofMinutes(5)) == 'success'
assert pipeline.source() == 'trigger' && pipeline.ref() == 'main'
assert pipeline.variables() == [BASE_REBUILT: 'yes', FDO_POKE_CHAIN: 'base/project']
assert poked.contains("[base] $base was built by this pipeline (fdo.pipeline_id = 101): poke its dependents")
assert poked.contains("POKED dependent/project (main): pipeline ${pipeline.id()} ${pipeline.webUrl()}")
assert poked.contains("the pipeline of dependent/project (main) ended: success, pipeline ${pipeline.id()} ${pipeline.webUrl()}")
assert new JsonSlurper().parse(new File(basedir, 'base/target/fdo/pokes.json')).pokes == [[
    project: 'dependent/project', ref: 'main', outcome: 'POKED', pipelineId: pipeline.id() as int, webUrl: pipeline.webUrl(), message: null]]

assert logs['dependent-poked'].contains("[dependent] build $dependent: a rebuild is forced")
def labels = testRegistry.labels('dependent/project/debian/bookworm', 'dependent.0')
assert labels.get('fdo.base_digest').asText() == second
assert labels.get('fdo.pipeline_id').asText() == pipeline.id() as String
def inspected = dependentJob('check-after', [:], 'fdo:check-base', 'fdo:inspect-image')
assert inspected.contains("[dependent] $dependent: FRESH: its base image $base still has the digest $second")
assert inspected.contains("label       fdo.pipeline_id = ${pipeline.id()}")

// The dependent does not need the base.
testRegistry.forget('base/project/debian/bookworm', 'base.0')
assert !testRegistry.has('base/project/debian/bookworm', 'base.0')
DOCKER.removeImages("$host/".toString())
def login = new File(basedir, 'docker')
login.mkdir()
new File(login, 'config.json').text =
    JsonOutput.toJson([auths: [(host): [auth: 'tester:password-of-the-tester'.bytes.encodeBase64().toString()]]])
DOCKER.call('--config', login.path, 'pull', dependent)
assert DOCKER.run(dependent, 'cat', '/when') == DOCKER.run(dependent, 'cat', '/when-the-base-was-built')
assert dependentJob('check-gone', [:], 'fdo:check-base').contains("[dependent] $dependent: UNKNOWN: its base image $base no longer exists; it had the digest $second")

// Three requests for each image: its manifest, its config, and the digest of its base. That HEAD finds no base image, GET confirms.
def before = guarded.requests().size()
dependentJob('count', [:], 'fdo:inspect-image')
def asked = guarded.requests().drop(before)*.tokenize(' ').collect { method, path, status ->
    "$method ${path.contains('/blobs/') ? 'blob' : 'manifest'} $status".toString()
}
assert asked == ['GET manifest 401', 'GET manifest 200', 'GET blob 200', 'HEAD manifest 404', 'GET manifest 404']

// No log with -X, no report and no image contains a secret.
def secrets = tokens.issued().collectMany { token -> [token, token.tokenize('.').last()] }
['base', 'dependent'].each { name ->
    secrets += ["password-of-the-$name".toString(), "$name-job:password-of-the-$name".bytes.encodeBase64().toString()]
}
secrets += ['token-to-download-with', 'trigger-token-of-the-dependent', 'access-token-that-may-read']
assert secrets.size() > 30
def texts = logs.collectEntries { name, text -> [name, text] }
['base', 'dependent'].each { directory ->
    new File(basedir, "$directory/target").eachFileRecurse(groovy.io.FileType.FILES) { texts[it.path] = it.text }
}
texts['image'] = DOCKER.call('image', 'inspect', dependent) + DOCKER.call('history', '--no-trunc', dependent)
assert texts.size() > 15
texts.each { name, text -> secrets.each { secret -> assert !text.contains(secret), "$name holds a secret" } }
assert logs['base-100'].contains('the token is ***')

DOCKER.removeImages("$host/".toString())
[gitlab, guarded, tokens]*.close()
true
