import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def repository = 'it/once/debian/bookworm'
def image = "$registry/$repository"
def tags = testRegistry.tags(repository)
def shared = tags.find { it.startsWith('shared.') }
def child = tags.find { it.startsWith('child.') }

assert tags.size() == 3 && shared ==~ /shared\.[0-9a-f]{12}/
// The image is built once, although it is forced and Maven has two threads. Its child is built too.
assert runs[0].count("BUILT $image:$shared@") == 1 && runs[0].count("SKIPPED $image:$shared@") == 2
assert runs[0].count("BUILT $image:$child@") == 1
assert DOCKER.run("$image:$child".toString(), 'cat', '/child') == 'shared\n'
assert testRegistry.labels(repository, child).get('fdo.base_image').asText() == "$image:$shared"
assert testRegistry.labels(repository, child).get('fdo.base_digest').asText() == testRegistry.digest(repository, shared)
assert runs[1].count('SKIPPED') == 4 && !runs[1].contains('BUILT')

assert runs[2].contains("The image 'fixed' of the module io.github.fdomaven.it.four:three and an image of the module"
        + " io.github.fdomaven.it:three have the same reference $image:fixed.1, but different recipes.")
assert runs[2].contains('MojoFailureException') && DOCKER.run("$image:fixed.1".toString(), 'cat', '/fixed') == 'three\n'

assert runs[3].contains("The base image debian/bookworm:$child of the image 'careless' belongs to the module child, which Maven may"
        + ' build later. Add io.github.fdomaven.it:child with <type>pom</type> to the <dependencies> of careless.')
true
