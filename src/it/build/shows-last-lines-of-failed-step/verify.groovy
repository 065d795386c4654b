import groovy.json.JsonSlurper
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def log = new File(basedir, 'build.log').text
assert log.contains('The step exec of the image \'debian/bookworm\' failed: '
    + '\'for i in $(seq 1 30); do echo "line $i"; done; exit 42\' ended with status 42.\n')
def message = log.substring(log.indexOf('Its last lines:'))
assert message.contains('line 11\n') && !message.contains('line 10\n') && message.contains('line 30\n')
assert log.contains('Nothing was tagged or pushed.')

assert !new TestRegistry(registry).has('it/fails/debian/bookworm', 'fails.1')
assert !DOCKER.hasImage("$registry/it/fails/debian/bookworm:fails.1".toString())
assert DOCKER.volumesLeftSince(new File(basedir, 'volumes.txt').readLines()).empty
def json = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0]
assert json.outcome == 'FAILED' && json.reason.contains('ended with status 42')
assert new File(basedir, 'target/fdo').list().sort() == ['images.json', 'index.html']
true
