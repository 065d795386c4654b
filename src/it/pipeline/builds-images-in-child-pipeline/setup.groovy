import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.GitLabCiLocal
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
['base', 'tools', 'docs'].each { name ->
    def repository = "group/images/$name".toString()
    testRegistry.forget(repository, *testRegistry.tags(repository))
}
// The runner of the tests runs all jobs on this machine, which has an engine for one platform.
def pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replace('linux/amd64,linux/arm64', 'linux/amd64').replace('linux-arm64>', 'linux-amd64>')
def templates = new File(basedir, 'ci/images.yml')
templates.text = templates.text.replaceFirst('  image: .*\n', '').replace('services:\n    - docker:dind', 'services: []')

def gitlab = new GitLabStub()
context.put('gitlab', gitlab)
context.put('project', new GitLabCiLocal(basedir, "${gitlab.url()}/group/images", "$registry/base/debian:bookworm")
    .maven(settings as File, localRepositoryPath)
    .withChildPipelines())
true
