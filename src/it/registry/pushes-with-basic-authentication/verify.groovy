import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.GuardedRegistry
import io.github.fdomaven.it.TestRegistry

def guarded = context.get('guarded')
def testRegistry = new TestRegistry(guarded.host(), 'job', GuardedRegistry.PASSWORD)
def repository = 'it/basic/debian/bookworm'
def image = "${guarded.host()}/$repository:basic.1".toString()
def manifest = "/v2/$repository/manifests/basic.1".toString()
def requests = guarded.requests()
def log = new File(basedir, 'build.log').text

// Run 1 builds and pushes: the engine has the credentials too.
def digest = testRegistry.digest(repository, 'basic.1')
assert log.contains("build $image: the tag does not exist")
assert log.contains("BUILT $image@$digest")
assert requests.count("PUT $manifest 201".toString()) == 1
assert testRegistry.labels(repository, 'basic.1').get('fdo.base_image').asText() == "$registry/base/debian:bookworm".toString()

// Run 2 finds the tag.
assert log.contains("SKIPPED $image@$digest")

// Run 3 has a wrong password, so there is no second attempt.
assert requests.last() == "GET $manifest 401".toString()
assert log.contains("GET http://${guarded.host()}$manifest: 401: UNAUTHORIZED: authentication required")
assert log.contains("The credentials for ${guarded.host()} come from $basedir/wrong/config.json")
assert log.count('BUILD FAILURE') == 1 && log.contains('MojoFailureException')

[GuardedRegistry.PASSWORD, GuardedRegistry.OTHER_PASSWORD].each { password ->
    assert !log.contains(password) && !log.contains("job:$password".bytes.encodeBase64().toString())
}
DOCKER.removeImages("${guarded.host()}/".toString())
guarded.close()
true
