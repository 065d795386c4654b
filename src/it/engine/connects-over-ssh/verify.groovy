import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.SshServer
import io.github.fdomaven.it.TestRegistry

new File(basedir, 'known.txt').text = 'the files of the project are there\n'
new SshServer(basedir).withCloseable { server ->
    def job = new CiJob(basedir, settings as File, localRepositoryPath)
        .variables(PATH: server.path())
    // Through the engine's program on the other machine, and through the path of its socket.
    ['DOCKER_HOST': '', 'CONTAINER_HOST': '/var/run/docker.sock'].each { variable, path ->
        def result = job.variables(DOCKER_HOST: '', CONTAINER_HOST: '', (variable): server.address() + path)
            .run("-Dit.registry=$registry", 'fdo:build-image')
        assert result.status() == 0 : result.log()
        assert result.log().contains('the files of the project are there')
        assert new TestRegistry(registry).digest('it/by-ssh/debian/bookworm', '1').startsWith('sha256:')
    }
    // The engine behind sshd built the image.
    assert DOCKER.run("$registry/it/by-ssh/debian/bookworm:1", 'cat', '/made') == 'made there\n'
    DOCKER.removeImages("$registry/it/by-ssh/")

    // No local directory is mounted, because the engine counts as remote.
    def run = { String address ->
        job.variable('DOCKER_HOST', address).run("-Dit.registry=$registry", '-Dfdo.command=echo it runs', "-Dfdo.image=$registry/base/debian:bookworm", 'fdo:run')
    }
    def result = run(server.address())
    assert result.status() == 0 : result.log()
    assert result.log().contains(" of $basedir to $basedir") && result.log().contains('it runs')

    result = run(server.address() + '/there/is/no/engine.sock')
    assert result.status() == 1
    assert result.log().contains('ssh says: channel 2: open failed: connect failed')
    assert result.log().contains('No engine listens on /there/is/no/engine.sock there, you have no permission to use it, or sshd there does not forward sockets (AllowStreamLocalForwarding). Log in, and run ')
    result = run(server.address().replaceFirst('//.*@', '//no-such-user@'))
    assert result.status() == 1
    assert result.log().contains('ssh says: no-such-user@127.0.0.1: Permission denied (publickey')

    // The key may be allowed one command.
    server.allowOnly('docker system dial-stdio')
    result = run(server.address())
    assert result.status() == 0 : result.log()
    assert result.log().contains('it runs')
}
true
