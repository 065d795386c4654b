import groovy.json.JsonSlurper

context.get('server')?.stop(0)

def log = new File(basedir, 'build.log').text
def host = new File(basedir, 'host.txt').text
def closed = new File(basedir, 'closed.txt').text
def requests = new File(basedir, 'requests.txt').readLines()

// An existing tag needs two requests: for its manifest and its config.
def url = { String name -> "http://$host/v2/$name/debian/bookworm/manifests/1" }
assert log.contains("SKIPPED $host/there/debian/bookworm:1@sha256:")
assert requests.count { it.contains('/v2/there/') } == 2

assert log.contains("GET ${url('unauthorized')}: 401: UNAUTHORIZED: authentication required")
assert log.contains("There are no credentials for $host. Add a server with the id '$host' to settings.xml")
assert requests.count { it.contains('/v2/unauthorized/') } == 1
assert log.contains("GET ${url('forbidden')}: 403: DENIED: requested access to the resource is denied")
assert requests.count { it.contains('/v2/forbidden/') } == 1
assert log.contains("GET ${url('broken')}: 500: the disk is full")
assert requests.count { it.contains('/v2/broken/') } == 5
assert log.contains("GET http://$closed/v2/gone/debian/bookworm/manifests/1: ")

// A missing permission is a failure, a broken registry an error. Neither means that the tag does not exist.
assert log.count('MojoFailureException') == 2 && log.count('BUILD FAILURE') == 4
assert !log.contains('the tag does not exist') && !log.contains('engine')
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0].outcome == 'FAILED'
true
