import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.gitlab.stub.StubAnswer
import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).pushImage('docker', 'it/failed-pokes/debian/bookworm', '1', ['fdo.pipeline_id': '101'])

def gitlab = new GitLabStub()
['no-such-ref', 'dropped', 'in-trouble', 'too-many', 'throttled', 'app'].each {
    gitlab.project("group/$it").token('trigger-token-of-the-app')
}
def fail = { project, times, answer -> gitlab.fail("POST /api/v4/projects/group%2F$project/".toString(), times, answer) }
fail('dropped', 1, StubAnswer.dropped())
fail('in-trouble', 1, StubAnswer.internalError())
fail('too-many', 1, StubAnswer.tooManyPipelines())
fail('throttled', 1, StubAnswer.throttled(4))
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.url()}\n"
true
