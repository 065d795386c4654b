import groovy.json.JsonSlurper
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/many/debian/bookworm'
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..4]
def rootTag = (runs[0] =~ /BUILT \S+:(root\.[0-9a-f]{12})@/)[0][1]

// The plan is printed first, each image after its base. Then all images are built.
assert runs[0] =~ /IMAGE +PLAN +REFERENCE +REASON/
assert runs[0] =~ /root +build +\S+:root\.[0-9a-f]{12} +the tag does not exist/
def names = ['root', 'left', 'right', 'leaf', 'right-leaf', 'other']
def built = names.collectEntries { name -> [name, runs[0].indexOf("[$name] BUILT ".toString())] }
assert built.every { it.value > runs[0].indexOf('IMAGE') }
def began = names.collectEntries { name -> [name, runs[0].indexOf("[$name] build ".toString())] }
assert began.root < began.left && began.root < began.right && began.left < began.leaf && began.right < began['right-leaf']
assert runs[0] =~ /IMAGE +OUTCOME +SECONDS +REFERENCE\n/ && runs[0] =~ /leaf +BUILT +\d+\.\d +/

// Each image has the content of its bases, and names its base.
assert DOCKER.run("$registry/$repository:leaf.1".toString(), 'cat', '/leaf') == 'root\nleft\n'
assert DOCKER.run("$registry/$repository:right-leaf.1".toString(), 'cat', '/right-leaf') == 'root\nright\n'
[left: rootTag, right: rootTag, leaf: 'left.1', 'right-leaf': 'right.1'].each { name, base ->
    def labels = testRegistry.labels(repository, "${name}.1".toString())
    assert labels.get('fdo.base_image').asText() == "$registry/$repository:$base".toString()
    assert labels.get('fdo.base_digest').asText() == testRegistry.digest(repository, base.toString())
}

// Run 2 builds nothing. Run 3 lists the known names. Run 4 checks two images.
names.each { name -> assert runs[1].contains("[$name] SKIPPED ") && runs[1] =~ /$name +skip +\S+ +the tag exists\n/ }
assert !runs[1].contains('engine:')
assert runs[3] =~ /left +skip/ && runs[3] =~ /leaf +skip/ && !(runs[3] =~ /right +skip/) && !(runs[3] =~ /root +skip/)
assert runs[2].contains("<only> (-Dfdo.only, FDO_ONLY): there is no image 'no-such-image'. The images are: 'leaf', 'right-leaf',")

def graph = new File(basedir, 'target/fdo/plan.md').text
assert graph.startsWith('```mermaid\n') && graph.contains('"left<br/>skip"')
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/plan.json')).images*.name == ['left', 'leaf']
def env = new File(basedir, 'target/fdo/fdo.env').text
assert env.contains("FDO_IMAGE_RIGHT_LEAF=$registry/$repository:right-leaf.1\n")
true
