import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def image = "$registry/it/byname/debian/bookworm"
def tags = testRegistry.tags('it/byname/debian/bookworm')
def base = tags.find { it.startsWith('base.') }
def child = tags.find { it.startsWith('child.') }
def report = { module, name -> new JsonSlurper().parse(new File(basedir, "$module/target/fdo/$name")) }

// One graph: the base image of another module is built first, without a Maven dependency.
assert runs[0].indexOf("BUILT $image:$base@") < runs[0].indexOf("BUILT $image:$child@")
assert runs[0].contains('[base/tools]') && runs[0].contains('[child/tools]')
assert runs[0].contains('The module plain is skipped, because it has no image.')
assert testRegistry.labels('it/byname/debian/bookworm', child).get('fdo.base_digest').asText() == testRegistry.digest('it/byname/debian/bookworm', base)

// Each module has its own reports, with the names of its POM.
assert new File(basedir, 'base/target/fdo/fdo.env').text.contains("FDO_IMAGE_TOOLS=$image:$base\n")
assert new File(basedir, 'child/target/fdo/fdo.env').text.contains("FDO_IMAGE_TOOLS=$image:$child\n")
assert ['plan.json', 'inspect.json', 'bases.json'].every { name ->
    report('base', name).images.size() == 1 && report('child', name).images*.reference == ["$image:$child"]
}
assert !new File(basedir, 'target/fdo').exists() && !new File(basedir, 'plain/target/fdo').exists()

// -pl and -rf leave out modules, whose images are still known.
assert runs[2].contains("BUILT $image:$child@") && !runs[2].contains("$image:$base@")
assert runs[3].contains("SKIPPED $image:$base@") && !runs[3].contains("$image:$child")
assert report('child', 'images.json').images*.outcome == ['BUILT'] && report('base', 'images.json').images*.outcome == ['SKIPPED']

assert runs[4].contains('child') && report('child', 'run.json')
assert runs[5].contains("there is no image 'typo'. The images are: 'tools'.")
assert runs[6].contains('The module plain is skipped, because it has no image.') && runs[6].contains('BUILD SUCCESS')
assert runs[7].contains('is skipped, because it has no image.') && runs[7].contains('BUILD SUCCESS')
true
