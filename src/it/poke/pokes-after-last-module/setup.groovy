import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
['one.1', 'two.1', 'three.1'].each { testRegistry.pushImage('docker', 'it/pokes-at-end/debian/bookworm', it, ['fdo.pipeline_id': '101']) }

def gitlab = new GitLabStub()
gitlab.project('group/app').token('trigger-token-of-the-app')
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.url()}\n"
true
