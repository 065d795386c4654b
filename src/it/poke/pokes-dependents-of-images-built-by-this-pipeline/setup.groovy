import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.pushImage('docker', 'it/pokes/debian/bookworm', '1', ['fdo.pipeline_id': '101'])

def gitlab = new GitLabStub()
gitlab.project('group/app').token('trigger-token-of-the-app')
gitlab.project('group/other')
gitlab.jobToken('token-of-this-job', true)
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.url()}\n"
true
