import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.SocketForwarder

import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.attribute.PosixFilePermissions

def prefix = 'localhost/copies-cache-directory-to-remote-engine/'
DOCKER.removeImages(prefix)
def cache = new File(basedir, 'kept')
def file = { String name -> new File(cache, name) }
assert new File(cache, 'deep').mkdirs()
file('from-the-host').text = 'from the host\n'
file('changed').text = 'as it was\n'
file('removed-in-there').text = 'it stays here\n'
file('secret').text = 'secret\n'
Files.setPosixFilePermissions(file('secret').toPath(), PosixFilePermissions.fromString('rw-------'))
Files.createSymbolicLink(file('deep/link').toPath(), new File('../from-the-host').toPath())
assert file('from-the-host').setLastModified(1_000_000_000_000L)
def inode = { String name -> Files.getAttribute(file(name).toPath(), 'unix:ino') }
def unchanged = inode('from-the-host')
def volumes = DOCKER.volumes()

def engine = new SocketForwarder('/var/run/docker.sock')
engine.withCloseable {
    def job = new CiJob(basedir, settings as File, localRepositoryPath)
        .variable('DOCKER_HOST', engine.address())

    // Two images in parallel use one cache directory.
    def both = job.run("-Dit.registry=$registry", '-Dfdo.only=one,two', '-Dfdo.parallelism=2', 'fdo:build-image')
    assert both.status() == 0 : both.log()
    assert both.log().contains(" files of $cache to /cache") : both.log()
    assert both.log().contains(" new or changed files back to $cache")
    ['one', 'two'].each { name ->
        assert file(name).text == "by $name\n"
        assert both.log().readLines().any { it.startsWith('[WARNING] ') && it.contains("/leading-out-$name") }
        assert both.log().readLines().any { it.startsWith('[WARNING] ') && it.contains("/pipe-$name") }
        assert !Files.exists(file("leading-out-$name").toPath(), LinkOption.NOFOLLOW_LINKS)
        assert !file("pipe-$name").exists()

        // No layer contains a cached file. An empty directory remains, as with a mount.
        def paths = DOCKER.pathsOfLastLayer("$prefix$name:1")
        assert paths.any { it == 'cache/' }
        assert paths.every { !it.startsWith('cache/') || it == 'cache/' } : paths
        assert DOCKER.run("$prefix$name:1", 'cat', '/in-the-image') == 'from the host\n'
        assert DOCKER.inspect("$prefix$name:1").at('/Config/Volumes').size() == 0
    }
    assert file('shared/deep/file').text == 'by either\n'
    assert file('changed').text == 'changed\n'
    assert file('removed-in-there').text == 'it stays here\n'
    assert inode('from-the-host') == unchanged
    assert file('from-the-host').lastModified() == 1_000_000_000_000L

    // The files of a failed exec are kept for the next try.
    def failing = job.log('failing.log').run("-Dit.registry=$registry", '-Dfdo.only=failing', 'fdo:build-image')
    assert failing.status() != 0
    assert failing.log().contains("'echo fetched > /cache/before-the-failure; exit 3' ended with status 3")
    assert file('before-the-failure').text == 'fetched\n'
}
assert cache.list().every { !it.startsWith('.fdo-') } : cache.list()
assert DOCKER.volumesLeftSince(volumes).empty
DOCKER.removeImages(prefix)
true
