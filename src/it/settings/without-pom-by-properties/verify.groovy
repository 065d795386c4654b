import groovy.json.JsonSlurper
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def log = new File(basedir, 'build.log').text
assert log.contains('[WARNING] Unknown property fdo.distribution.tags has no effect.'
    + ' Did you mean fdo.distribution.tag?')
def image = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0]
def recipe = image.labels['fdo.recipe_digest'] - 'sha256:'
assert image.reference == "$registry/it/properties/debian/bookworm:props.${recipe.take(12)}"
assert image.outcome == 'BUILT' && image.digest == null
// Without a push, the image stays in the engine.
assert DOCKER.hasImage(image.reference)
assert !new TestRegistry(registry).has('it/properties/debian/bookworm', "props.${recipe.take(12)}".toString())
true
