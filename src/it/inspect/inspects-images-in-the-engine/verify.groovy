import groovy.json.JsonSlurper
import static io.github.fdomaven.it.EngineCli.DOCKER

def log = new File(basedir, 'build.log').text
def image = 'localhost/inspects-images-in-the-engine/debian/bookworm:1'
assert log.contains("[INFO] [debian/bookworm] $image\n")
assert log.contains('  digest      none, the image is in the engine only\n')
assert log.contains('  platforms   linux/amd64\n')
assert log.contains("  base        FRESH: its base image $registry/base/debian:bookworm still has the digest sha256:")
assert log.contains("[debian/bookworm] $image: FRESH: ")
def seen = new JsonSlurper().parse(new File(basedir, 'target/fdo/inspect.json')).images[0]
assert seen.digest == null && seen.mediaType == null && seen.created != null && seen.layers.size() > 0
DOCKER.removeImages('localhost/inspects-images-in-the-engine/')
true
