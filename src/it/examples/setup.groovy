import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.AptRepository
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.GitLabCiLocal
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('group/base/debian/bookworm', 'base.0')
testRegistry.forget('group/dependent/debian/bookworm', 'dependent.0')

// The base image has a package of a repository on this machine.
def repository = new AptRepository(new File(basedir, 'repository').toPath())
repository.add('tool', '1.0')
context.put('repository', repository)
def base = "$registry/group/debian:bookworm".toString()
def container = DOCKER.call('create', '--network', 'host', "$registry/base/debian:bookworm", 'sh', '-ec', """
    echo 'deb [trusted=yes] ${repository.address()} ./' >/etc/apt/sources.list.d/tool.list
    apt-get -o Dir::Etc::SourceList=/etc/apt/sources.list.d/tool.list -o Dir::Etc::SourceParts=/dev/null update
    apt-get -y install tool
    rm -r /var/lib/apt/lists/*""").trim()
DOCKER.call('start', '--attach', container)
DOCKER.call('commit', '--change', 'CMD ["bash"]', container, base)
DOCKER.call('rm', container)
DOCKER.call('push', base)

def gitlab = new GitLabStub()
context.put('gitlab', gitlab)
['base', 'dependent'].each { name ->
    context.put(name, new GitLabCiLocal(new File(basedir, name), "${gitlab.url()}/group/$name", "$registry/base/debian:bookworm")
        .maven(settings as File, localRepositoryPath)
        .variables(CI_REGISTRY: registry, FDO_NETWORK: 'host'))
}
true
