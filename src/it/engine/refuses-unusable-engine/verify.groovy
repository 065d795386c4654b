import io.github.fdomaven.it.CiJob

import java.net.StandardProtocolFamily
import java.nio.channels.ServerSocketChannel
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

def job = new CiJob(basedir, settings as File, localRepositoryPath)
def refusal = { String address, List before = [] ->
    def refused = job.variable('DOCKER_HOST', address).under(before).run('-q', "-Dit.registry=$registry", 'fdo:run')
    assert refused.status() == 1 : refused.log()
    refused.log()
}

// An invalid address is refused before any connection. The message does not contain the password.
def log = refusal('tcp://me:pass-word@127.0.0.1:2375')
assert log.contains("DOCKER_HOST: 'tcp://***@127.0.0.1:2375' is not the address of a container engine: an engine has no users")
assert !log.contains('pass-word')
assert refusal('npipe:////./pipe/docker_engine').contains('named pipes of Windows are not supported. Valid are unix:///path/of/the/socket, tcp://host:port, https://host:port, ssh://user@host and buildah:.')

// A socket without permission: the error says who has it. Root may use any socket, so it drops this right.
def directory = Files.createTempDirectory('fdo-it')
def socket = directory.resolve('docker.sock')
def server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket))
def asUser = System.getProperty('user.name') == 'root' ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : []
def refusedSocket = { String permissions ->
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(permissions))
    refusal("unix://$socket", asUser)
}
if (asUser) {
    assert "chgrp tty $socket".execute().waitFor() == 0
    assert refusedSocket('---rw----').contains("you have no permission to use the socket: it is for the group tty. Join the group by 'sudo usermod -aG tty \"\$USER\"', and log in again")
}
assert refusedSocket('---------').contains("you have no permission to use the socket: it is for its owner ${System.getProperty('user.name')} only. Start an engine of your own by 'systemctl --user start docker' or 'systemctl --user start podman.socket'")
server.close()
Files.delete(socket)
Files.delete(directory)

// A registry answers, not an engine.
assert refusal("tcp://$registry").contains('the server is not a container engine: status 404')
true
