import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def tokens = context.get('tokens')
def guarded = context.get('guarded')
def host = guarded.host()
def testRegistry = new TestRegistry(host, tokens.authorization('tester'))
def base = "$host/base/project/debian/bookworm:base.1"
def dependent = "$host/dependent/project/debian/bookworm:dependent.1"

def log = new File(basedir, 'build.log').text
def baseDigest = testRegistry.digest('base/project/debian/bookworm', 'base.1')
assert log.contains("BUILT $base@$baseDigest")

// Removes the base from the engine, so that the dependent's job must pull it.
DOCKER.removeImages("$host/".toString())
def job = new CiJob(basedir, settings as File, localRepositoryPath).variables(
    CI_REGISTRY: host, CI_REGISTRY_USER: 'dependent-job', CI_REGISTRY_PASSWORD: 'password-of-the-dependent',
    FDO_BASE_IMAGE: base)
def built = job.log('dependent.log')
    .variables(CI_REGISTRY_IMAGE: "$host/dependent/project", FDO_DISTRIBUTION_TAG: 'dependent.1')
    .run('-X', '-Dfdo.push.by=plugin', 'fdo:build-image')
assert built.status() == 0, built.log()
def dependentDigest = testRegistry.digest('dependent/project/debian/bookworm', 'dependent.1')
assert built.log().contains("Credentials for $host/dependent/project/debian/bookworm: CI_REGISTRY_USER and CI_REGISTRY_PASSWORD.")
assert built.log().contains("BUILT $dependent@$dependentDigest")
assert testRegistry.labels('dependent/project/debian/bookworm', 'dependent.1').get('fdo.base_digest').asText() == baseDigest

// Without permission to push, nothing is pushed, and the error says so.
def refused = job.log('refused.log')
    .variables(CI_REGISTRY_IMAGE: "$host/base/project", FDO_DISTRIBUTION_TAG: 'refused.1')
    .run('-X', 'fdo:build-image')
assert refused.status() == 1
assert refused.log().contains('BUILD FAILURE') && refused.log().contains('MojoFailureException')
assert refused.log().contains("build $host/base/project/debian/bookworm:refused.1: the tag does not exist")
assert refused.log() =~ /Could not push .* says: denied: requested access to the resource is denied\./
assert !testRegistry.has('base/project/debian/bookworm', 'refused.1')
assert testRegistry.digest('base/project/debian/bookworm', 'base.1') == baseDigest
assert !DOCKER.hasImage("$host/base/project/debian/bookworm:refused.1".toString())

def secrets = tokens.issued().collectMany { token -> [token, token.tokenize('.').last()] }
[['base-job', 'password-of-the-base'], ['dependent-job', 'password-of-the-dependent']].each { user, password ->
    secrets += [password, "$user:$password".bytes.encodeBase64().toString()]
}
assert secrets.size() > 12
[log, built.log(), refused.log()].each { text -> secrets.each { assert !text.contains(it) } }

DOCKER.removeImages("$host/".toString())
guarded.close()
tokens.close()
true
