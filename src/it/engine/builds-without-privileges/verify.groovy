import static io.github.fdomaven.it.EngineCli.DOCKER

import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.TestRegistry

// The container is like the job of a runner: not privileged, without a socket, and on a file system without overlays. It has the
// programs of this machine: Maven, Java, buildah, and a Podman that cannot start containers.
def home = new File(System.getProperty('maven.home')).canonicalPath
def readable = ['/usr', '/etc/alternatives', '/etc/containers', home, System.getProperty('java.home'), new File(settings).canonicalPath] +
    new File('/etc').listFiles().findAll { it.name == 'maven' || it.name.startsWith('java-') }*.path
def mounts = readable.findAll { it == '/usr' || !it.startsWith('/usr/') }.collectMany { ['--volume', "$it:$it:ro"] } +
    [basedir.canonicalPath, localRepositoryPath.canonicalPath].collectMany { ['--volume', "$it:$it"] }
def container = { List options ->
    ['docker', 'run', '--rm', '--network', 'host', '--workdir', basedir.canonicalPath] + options + mounts +
        ['JAVA_HOME', 'LC_ALL', 'SOME_TOKEN', 'HOME=/root'].collectMany { ['--env', it] } +
        ["$registry/base/debian:bookworm".toString()]
}
def job = new CiJob(basedir, settings as File, localRepositoryPath).variable('SOME_TOKEN', 'a-long-secret')
def run = { String name, List options, List arguments = [] ->
    job.log("${name}.log").under(container(options)*.toString())
        .run(*(["-Dit.registry=$registry", 'fdo:build-image'] + arguments)*.toString())
}

def built = run('built', ['--security-opt', 'seccomp=unconfined'])
assert built.status() == 0 : built.log()
assert built.log() =~ /Building with buildah \S+, because podman does not work: it cannot start containers: podman says: /
assert built.log() =~ /\[debian\/bookworm] +curl \d/
assert !built.log().contains('a-long-secret')
assert new File(basedir, 'cache/file').text == 'cached\n'

def image = "$registry/it/unprivileged/debian/bookworm:1".toString()
def labels = new TestRegistry(registry).labels('it/unprivileged/debian/bookworm', '1')
assert labels.get('fdo.base_image').asText() == "$registry/base/debian:bookworm"
DOCKER.removeImages(image)
DOCKER.call('pull', image)
assert DOCKER.run(image, 'cat', '/built') == '14\n'
assert DOCKER.run(image, 'curl', '--version').startsWith('curl ')
assert DOCKER.run(image, 'sh', '-c', 'ls -A /cache') == ''

// With Docker's own seccomp profile nothing can work.
def refused = run('refused', [])
assert refused.status() == 1 : refused.log()
assert refused.log() =~ /podman \(program on the PATH\): it cannot start containers: podman says: .*Operation not permitted/
assert refused.log() =~ /buildah: \(program on the PATH\): buildah cannot work here: .*Operation not permitted\. The runner must allow/

refused = run('network', ['--security-opt', 'seccomp=unconfined'], ['-Dfdo.docker.host=buildah:', '-Dfdo.network=none'])
assert refused.status() == 1 : refused.log()
assert refused.log().contains("has no network 'none'")
true
