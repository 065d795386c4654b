import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

// The base image does not exist.
new TestRegistry(registry).pushImage('docker', 'it/selected-pokes/debian/bookworm', 'nightly.1', ['fdo.pipeline_id': '101'])

def gitlab = new GitLabStub()
gitlab.project('group/app').token('trigger-token-of-the-app')
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.url()}\n"
true
