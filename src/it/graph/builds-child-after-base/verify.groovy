import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/nested/debian/bookworm'
def log = new File(basedir, 'build.log').text
assert log.contains("[child] pull $registry/$repository:base.0")
assert log.contains('[child]   base')
// Steps run as root, also if the base image has another user.
assert log.contains('[child]   0\n')

def labels = testRegistry.labels(repository, 'child.0')
assert labels.get('fdo.base_image').asText() == "$registry/$repository:base.0".toString()
assert labels.get('fdo.base_digest').asText() == testRegistry.digest(repository, 'base.0')
// The child has the labels of the base, except the expiry.
assert testRegistry.labels(repository, 'base.0').get('fdo.expires-after').asText() == '1h'
assert labels.get('fdo.expires-after').asText() == ''
assert labels.get('org.example.kept').asText() == 'by the base'
assert labels.get('fdo.recipe_digest') != testRegistry.labels(repository, 'base.0').get('fdo.recipe_digest')

def config = DOCKER.inspect("$registry/$repository:child.0".toString()).get('Config')
assert config.get('User').asText() == 'daemon'
assert config.get('Entrypoint').toString() == '["/usr/bin/env"]'
assert config.get('Cmd').toString() == '["bash"]'

// The child does not need the base.
testRegistry.forget(repository, 'base.0')
DOCKER.removeImages("$registry/$repository:".toString())
DOCKER.call('pull', "$registry/$repository:child.0".toString())
assert DOCKER.run("$registry/$repository:child.0".toString(), 'cat', '/layer-of-the-base') == 'base\n'

def env = new File(basedir, 'target/fdo/fdo.env').text
assert env.contains("FDO_IMAGE_BASE=$registry/$repository:base.0\n")
assert env.contains("FDO_IMAGE_CHILD=$registry/$repository:child.0\n")
true
