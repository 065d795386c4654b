import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def repository = 'it/cleaned/debian/bookworm'
testRegistry.pushImage('docker', repository, 'named', [:])
testRegistry.tag(repository, 'named', 'same')
testRegistry.pushImage('docker', repository, 'other', [:])

def gitlab = new GitLabStub()
gitlab.longestPage(1)
def project = gitlab.project('it/cleaned')
project.repository('it/cleaned')
context.put('repository', project.repository(repository, 'named', 'same', 'other'))
gitlab.jobTokenOf('it/cleaned', 'token-of-this-job')
gitlab.project('it/another')
gitlab.jobTokenOf('it/another', 'token-of-another-job')
context.put('gitlab', gitlab)
new File(basedir, 'gitlab.properties').text = "fdo.gitlab.url = ${gitlab.apiUrl()}\n"
true
