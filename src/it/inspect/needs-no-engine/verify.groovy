import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def log = new File(basedir, 'build.log').text
def runs = log.split('Scanning for projects')[1..5]
def index = "$registry/it/looked-at/base/index"
def member = { i -> "$index@${testRegistry.digest('it/looked-at/base/index', '1-' + i)}" }

assert runs[0].contains("[INFO] $index:1\n")
assert runs[0].contains("  digest      ${testRegistry.digest('it/looked-at/base/index', '1')}\n")
assert runs[0].contains('  media type  application/vnd.oci.image.index.v1+json\n')
assert runs[0].contains('  platforms   linux/amd64, linux/arm64\n')
assert runs[1].contains("  shown below ${member(1)}\n") && runs[1].contains('  label       which = 1\n')
assert runs[2].contains("$index:1 has no image for linux/s390x. Its images are for linux/amd64, linux/arm64.")
assert runs[3].contains("There is no image $registry/it/looked-at/no/such:image. Check the reference.") && runs[3].contains('MojoFailureException')

def image = "$registry/it/looked-at/debian/bookworm:1"
def digest = testRegistry.digest('it/looked-at/debian/bookworm', '1')
def base = testRegistry.digest('it/looked-at/base', '1')
assert runs[4].contains("[INFO] [base] $image\n")
assert runs[4].contains('  label       fdo.pipeline_id = 7\n')
// A label cannot add a line to the log.
assert runs[4].contains('  label       org.example.two-lines = one [ERROR] two\n')
assert runs[4].contains("  base        FRESH: its base image $registry/it/looked-at/base:1 still has the digest $base\n")
assert runs[4].contains("was built by pipeline 7; this is pipeline 100")

def seen = new JsonSlurper().parse(new File(basedir, 'target/fdo/inspect.json')).images[0]
assert seen.name == 'base' && seen.reference == image && seen.digest == digest
assert seen.mediaType == 'application/vnd.docker.distribution.manifest.v2+json' && seen.platforms == ['linux/amd64']
assert seen.labels.'fdo.pipeline_id' == '7' && seen.layers.size() == 1 && seen.size > seen.layers[0].size
assert seen.base == [reference: "$registry/it/looked-at/base:1".toString(), digest: base, now: base, state: 'FRESH']

def classes = new File(basedir, 'classes.log').text
assert classes.contains('io.github.fdomaven.maven.PokeDependentsGoal')
assert !classes.contains('dockerjava') && !classes.contains('fdomaven.engine.connection.EngineConnector') && !classes.contains('DockerContexts')
assert !classes.contains('bouncycastle')
true
