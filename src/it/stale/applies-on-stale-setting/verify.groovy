import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def image = "$registry/it/stale/debian/bookworm"
def now = testRegistry.digest('it/stale/base', 'moving')
def byBase = "its base image $registry/it/stale/base:moving had the digest sha256:${'0' * 64} when the image was built, and has $now now"
def newTag = 'Give it another <tag>, or a <tag> with @recipe@ in it, which changes with the recipe.'
def byRecipe = { what -> "it is stale: its recipe has changed, but not its tag ($what). $newTag" }

assert runs[0].contains("BUILT $image:1@")
// The order of packages does not matter.
assert runs[1].contains("SKIPPED $image:1@") && !runs[1].contains('WARNING] [image]')
assert runs[2].contains("[WARNING] [image] ${byRecipe('packages -file')}") && runs[2].contains("SKIPPED $image:1@")
assert runs[3].contains("SKIPPED $image:1@") && !runs[3].contains('WARNING] [image]')
assert runs[4].contains("$image:1 is stale: its recipe has changed, but not its tag (packages +wget -file). $newTag")
assert runs[4].contains('MojoFailureException')
assert runs[5].contains("[WARNING] [image] ${byRecipe('exec')}")
assert runs[6].contains("[WARNING] [image] it is stale: $byBase. Rebuild it with -Dfdo.force.rebuild=true,")
assert runs[7].contains("$image:moved is stale: $byBase.") && runs[7].contains('MojoFailureException')
// An image of the CI templates is not stale. An image whose base no longer exists is not stale.
assert runs[8].contains("SKIPPED $image:no-labels@") && runs[9].contains("SKIPPED $image:base-gone@")
assert runs[10].contains("[image] build $image:1: its recipe has changed, but not its tag (packages -file)")
assert runs[10].contains("BUILT $image:1@")
assert runs[11].contains("[image] build $image:moved: $byBase") && runs[11].contains("BUILT $image:moved@")
assert testRegistry.labels('it/stale/debian/bookworm', 'moved').get('fdo.base_digest').asText() == now
true
