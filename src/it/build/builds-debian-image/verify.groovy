import groovy.json.JsonSlurper
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def repository = 'it/builds-debian-image/debian/bookworm'
def tag = '2026-11-24.0'
def image = "$registry/$repository:$tag".toString()
def log = new File(basedir, 'build.log').getText('UTF-8')

def testRegistry = new TestRegistry(registry)
assert testRegistry.has(repository, tag)
assert log.contains("[debian/bookworm] BUILT $image@${testRegistry.digest(repository, tag)}")

// The image is pulled again, so that its content is what was pushed.
DOCKER.removeImages(image)
DOCKER.call('pull', image)
assert DOCKER.run(image, 'curl', '--version').startsWith('curl ')
assert DOCKER.run(image, 'wget', '--version').startsWith('GNU Wget ')
assert DOCKER.run(image, 'cat', '/exec-arguments') == 'two words\n$HOME stays\né\n'
assert DOCKER.run(image, 'cat', '/exec-directories') == '/fdo-project\n/root\n'
assert DOCKER.run(image, 'id', '-un') == 'builder\n'

def config = DOCKER.inspect(image).get('Config')
assert config.get('WorkingDir').asText() == '/srv/work here'
assert config.get('User').asText() == 'builder'
assert config.get('Entrypoint').toString() == '["/usr/bin/env"]'
assert config.get('Cmd').toString() == '["bash"]'
def base = DOCKER.inspect("$registry/base/debian:bookworm".toString())
assert config.get('Env') == base.get('Config').get('Env')

def labels = testRegistry.labels(repository, tag)
def expected = [
    'fdo.pipeline_id': '100',
    'fdo.job_id': '1001',
    'fdo.project': 'base/project',
    'fdo.commit': '0123456789abcdef0123456789abcdef01234567',
    'fdo.expires-after': '3w',
    'fdo.base_image': "$registry/base/debian:bookworm".toString(),
    'fdo.base_digest': testRegistry.digest('base/debian', 'bookworm'),
    'org.opencontainers.image.revision': '0123456789abcdef0123456789abcdef01234567',
    'org.opencontainers.image.source': 'https://gitlab.example.org/base/project',
    'org.opencontainers.image.base.name': "$registry/base/debian:bookworm".toString(),
    'org.opencontainers.image.base.digest': testRegistry.digest('base/debian', 'bookworm'),
    'org.example.quotes': 'a "quoted" $HOME \'single\' back\\slash',
    'org.example.accents': 'déjà vu — 例',
]
expected.each { name, value -> assert labels.get(name)?.asText() == value }
assert labels.get('fdo.recipe_digest').asText() ==~ /sha256:[0-9a-f]{64}/
assert labels.get('org.opencontainers.image.created').asText() ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/

// One layer on top of the base, without files of the project.
def layers = DOCKER.inspect(image).get('RootFS').get('Layers')
assert layers.size() == base.get('RootFS').get('Layers').size() + 1
def paths = DOCKER.pathsOfLastLayer(image)
assert paths.contains('exec-arguments')
assert paths.every { !it.contains('fdo-project') && !it.contains('setup.sh') }

// The value is not in the log with -X, in the image, its config or its history.
assert log.contains('[debian/bookworm]   the token is ***')
assert !log.contains('s3cret value of the job')
assert !DOCKER.call('history', '--no-trunc', image).contains('s3cret')
assert !DOCKER.inspect(image).toString().contains('s3cret')

def json = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json'), 'UTF-8').images
assert json.size() == 1
assert json[0].subMap('name', 'reference', 'digest', 'outcome', 'reason') == [
    name: 'debian/bookworm', reference: image, digest: testRegistry.digest(repository, tag), outcome: 'BUILT',
    reason: 'the tag does not exist']
assert json[0].labels['fdo.pipeline_id'] == '100'
assert json[0].base == [reference: "$registry/base/debian:bookworm", digest: testRegistry.digest('base/debian', 'bookworm')]
assert json[0].size > 1_000_000 && json[0].seconds > 0
assert new File(basedir, 'target/fdo/fdo.env').text == """\
FDO_DISTRIBUTION_IMAGE=$image
FDO_DISTRIBUTION_IMAGE_DIGEST=${testRegistry.digest(repository, tag)}
FDO_IMAGE_DEBIAN_BOOKWORM=$image
"""
assert new File(basedir, 'target/fdo').list().findAll { !it.startsWith('gl-sbom-') }.sort() == ['fdo.env', 'images.json', 'index.html']
def page = new File(basedir, 'target/fdo/index.html').getText('UTF-8')
assert page.contains('<h3>debian/bookworm</h3>') && page.contains(json[0].digest) && page.contains('<b>Packages</b>')
true
