import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def gitlab = context.get('gitlab')
gitlab.close()
def testRegistry = new TestRegistry(registry)
// The release plugin starts a Maven of its own.
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.length == 10
def image = "$registry/it/released/fedora/41:1.0.0"

// The preparation runs none of the goals.
assert runs[0..3].every { !(it =~ /:(build-image|poke-dependents) \(/) }
assert [1, 3].every { runs[it].count('BUILD SUCCESS') == 2 }

// The release is published once: the artifacts, then the pokes.
assert runs[5].contains("BUILT $image@")
assert runs[5].contains("$image was built by this pipeline (fdo.pipeline_id = 101): poke its dependents")
assert runs[5].count('POKED group/app (main)') == 1 && runs[5].lastIndexOf('Uploaded to releases') < runs[5].indexOf('POKED')
assert runs[6].contains("SKIPPED $image@")
assert runs[6].contains("$image was built by pipeline 101; this is pipeline 102: do not poke its dependents")
// The job that publishes the image again, in the pipeline that built it.
assert runs[7].contains("SKIPPED $image@") && runs[7].count('POKED group/app (main)') == 1 && !runs[7].contains('Uploaded to')
assert gitlab.pipelines()*.project()*.path() == ['group/app', 'group/app']
assert testRegistry.tags('it/released/fedora/41') == ['1.0.0']
assert new File(basedir, 'releases/org/example/released').list().findAll { it.startsWith('1.') } == ['1.0.0']

// The image has the commit of the tag.
def head = ['git', 'rev-parse', 'v1.0.0^{commit}'].execute(null, basedir).text.trim()
def labels = testRegistry.labels('it/released/fedora/41', '1.0.0')
assert ['fdo.commit', 'org.opencontainers.image.revision'].every { labels.get(it).asText() == head }

// The jobs that publish again check out the tag in a clone of the branch only, as GitLab makes it.
def clone = ['set -e', 'git clone --quiet --depth 1 "file://$PWD/remote.git" clone', 'cd clone'] + context.get('checkout') + 'git rev-parse HEAD'
def shell = ['bash', '-c', clone.join('\n')].execute(["PATH=${System.getenv('PATH')}", "HOME=${basedir}", 'RELEASE_TAG=v1.0.0'], basedir)
def commit = new StringBuilder()
shell.waitForProcessOutput(commit, System.err)
assert commit.toString().trim() == head

// Outside of a pipeline the image stays in the engine.
assert runs[8].contains('BUILT localhost/released-images/fedora/41:1.0.1-SNAPSHOT (in the engine only)')
assert runs[8].contains('No dependent is poked, because this is not a GitLab pipeline') && runs[8].contains('BUILD SUCCESS')
DOCKER.removeImages('localhost/released-images/')

// A release that is given up.
assert runs[9].contains("would delete $image: listed in <deleteTags>") && runs[9].contains('1 of them to be deleted')
true
