import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def image = "$registry/it/stale-copies/debian/bookworm"
def upstream = "$registry/it/stale-upstream/debian/bookworm"
def byBase = "its base image $registry/base/debian:bookworm had the digest sha256:${'0' * 64} when the image was built, and has ${testRegistry.digest('base/debian', 'bookworm')} now"
def byRecipe = 'its recipe has changed, but not its tag'

assert runs[0].contains("[INFO] [image] copy $image:recipe.1: $upstream:recipe.1 exists")
assert runs[0].contains("[WARNING] [image] it is stale: $byRecipe. Give it another <tag>,")
assert runs[0].contains("COPIED $image:recipe.1@")
assert runs[1].contains("[WARNING] [image] it is stale: $byBase. Rebuild it with") && runs[1].contains("COPIED $image:base.1@")
assert runs[2].contains("$upstream:recipe.2 is stale: $byRecipe.") && runs[2].contains('MojoFailureException')
assert runs[3].contains("COPIED $image:recipe.2@") && !runs[3].contains('stale:')
assert runs[4].contains("[image] build $image:base.2: $upstream:base.2 exists, but is stale: $byBase")
assert runs[4].contains("BUILT $image:base.2@") && DOCKER.run("$image:base.2".toString(), 'cat', '/made') == 'built here\n'
true
