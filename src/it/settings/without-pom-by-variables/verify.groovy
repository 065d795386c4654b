import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def image = "$registry/it/variables/tested/on:2026-11-24.1".toString()
def log = new File(basedir, 'build.log').text
assert log.contains("build $image: the tag exists neither in the project nor upstream")
assert log.contains('[WARNING] Unknown variable REPO_SUFFIX has no effect.'
    + ' Did you mean FDO_REPO_SUFFIX?')
assert DOCKER.run(image, 'cat', '/answer') == '42\n'
assert DOCKER.inspect(image).get('Config').get('WorkingDir').asText() == '/somewhere'
def labels = testRegistry.labels('it/variables/tested/on', '2026-11-24.1')
assert labels.get('fdo.expires-after').asText() == '2d'
assert labels.get('fdo.pipeline_id').asText() == '4711'
assert labels.get('fdo.upstream-repo').asText() == 'it/upstream-without-it'
assert labels.get('fdo.base_image').asText() == "$registry/base/debian:bookworm".toString()
assert new File(basedir, 'target/fdo/fdo.env').text.contains("FDO_IMAGE_TESTED_ON=$image\n")
true
