import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('it/outside-pipeline/debian/bookworm', 'not-there')
testRegistry.pushImage('docker', 'it/outside-pipeline/debian/bookworm', '1', ['fdo.pipeline_id': '100'])
// A child of an image with labels has these labels with empty values.
testRegistry.pushImage('docker', 'it/outside-pipeline/debian/bookworm', 'no-label', ['fdo.pipeline_id': ''])

def gitlab = new GitLabStub()
(1..6).each { gitlab.project("group/other$it") }
gitlab.project('group/app').token('trigger-token-of-the-app')
context.put('gitlab', gitlab)
def url = "fdo.gitlab.url = ${gitlab.apiUrl()}/\n"
new File(basedir, 'gitlab.properties').text = url + "fdo.registry.image = $registry/it/outside-pipeline\n"
new File(basedir, 'without-registry.properties').text = url
true
