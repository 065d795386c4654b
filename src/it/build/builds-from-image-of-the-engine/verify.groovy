import static io.github.fdomaven.it.EngineCli.DOCKER

import io.github.fdomaven.it.TestRegistry

def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def base = 'localhost/builds-from-image-of-the-engine'
def image = "$registry/it/from-engine/debian/bookworm:1"

assert runs[0].contains("BUILT $image@") && !runs[0].contains('] pull ')
def labels = new TestRegistry(registry).labels('it/from-engine/debian/bookworm', '1')
def id = DOCKER.inspect("$base:1".toString()).get('Id').asText()
assert labels.get('fdo.base_image').asText() == "$base:1" && labels.get('fdo.base_digest').asText() == id
assert !labels.has('org.opencontainers.image.base.digest')

assert runs[1].contains("SKIPPED $image@") && !runs[1].contains('[WARNING] [image]')
assert runs[1].contains("[image] $image: FRESH: its base image $base:1 still has the digest $id")

assert runs[2].contains("its base image does not exist: there is no $base:missing. An image on the host localhost is")
assert runs[2].contains('MojoFailureException')
assert !runs[2].contains('Trying again')
DOCKER.removeImages(base)
true
