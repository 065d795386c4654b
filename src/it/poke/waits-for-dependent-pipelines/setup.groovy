import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).pushImage('docker', 'it/waits/debian/bookworm', '1', ['fdo.pipeline_id': '101'])

def gitlab = new GitLabStub()
gitlab.accessToken('access-token-that-may-read')
gitlab.project('group/app').token('trigger-token-of-the-app').statuses('created', 'running', 'success')
gitlab.project('group/failing').token('trigger-token-of-the-app').statuses('created', 'failed')
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.url()}\n"
true
