import static io.github.fdomaven.it.EngineCli.DOCKER

def image = 'localhost/keeps-images-in-engine-without-registry/debian/bookworm:local.1'
def log = new File(basedir, 'build.log').text
assert log.contains("build $image: the tag does not exist")
assert log.contains("SKIPPED $image (in the engine only): the tag exists")
assert !log.contains('push')
assert DOCKER.run(image, 'cat', '/made') == 'made here\n'
assert !new File(basedir, 'target/fdo/fdo.env').text.contains('DIGEST')
true
