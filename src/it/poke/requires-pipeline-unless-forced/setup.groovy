import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

def there = new TestRegistry(registry)
there.forget('it/forced-poke/debian/bookworm', 'not-there')
there.pushImage('docker', 'it/forced-poke/debian/bookworm', '1', ['fdo.pipeline_id': '100'])
// A child of an image with labels has these labels with empty values.
there.pushImage('docker', 'it/forced-poke/debian/bookworm', 'no-label', ['fdo.pipeline_id': ''])

def gitlab = new GitLabStub()
(1..6).each { gitlab.project("group/other$it") }
gitlab.project('group/app').token('trigger-token-of-the-app')
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.apiUrl()}/\n"
true
