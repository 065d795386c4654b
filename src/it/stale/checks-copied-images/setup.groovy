import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def then = "sha256:${'0' * 64}".toString()
testRegistry.forget('it/stale-copies/debian/bookworm', 'recipe.1', 'recipe.2', 'base.1', 'base.2')
['1', '2'].each {
    testRegistry.pushImage('docker', 'it/stale-upstream/debian/bookworm', "recipe.$it".toString(), ['fdo.recipe_digest': then])
    testRegistry.pushImage('docker', 'it/stale-upstream/debian/bookworm', "base.$it".toString(),
            ['fdo.base_image': "$registry/base/debian:bookworm".toString(), 'fdo.base_digest': then])
}
true
