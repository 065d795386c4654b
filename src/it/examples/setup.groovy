import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.GitLabCiLocal
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('group/base/debian/bookworm', 'base.0')
testRegistry.forget('group/dependent/debian/bookworm', 'dependent.0')

def gitlab = new GitLabStub()
context.put('gitlab', gitlab)
['base', 'dependent'].each { name ->
    context.put(name, new GitLabCiLocal(new File(basedir, name), "${gitlab.url()}/group/$name", "$registry/base/debian:bookworm")
        .maven(settings as File, localRepositoryPath)
        .variables(CI_REGISTRY: registry))
}
true
