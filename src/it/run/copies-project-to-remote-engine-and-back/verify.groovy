import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.SocketForwarder

import java.nio.file.Files
import java.nio.file.LinkOption

def file = { String name -> new File(basedir, name) }
def git = { List arguments -> assert (['git'] + arguments).execute(null, basedir).waitFor() == 0 }

// The copy of the project lies in a directory that git ignores, so it gets a repository of its own.
git(['init', '--quiet'])
file('.gitignore').text = '/ignored.txt\n/target/\n/*.log\n'
file('ignored.txt').text = 'not for the container\n'
def outside = Files.createTempDirectory('fdo-it-outside')
Files.createSymbolicLink(file('link-to-outside').toPath(), outside)
def config = file('.git/config').text
def unchanged = file('unchanged.txt').lastModified()

def engine = new SocketForwarder('/var/run/docker.sock')
def result = engine.withCloseable {
    new CiJob(basedir, settings as File, localRepositoryPath)
        .variable('DOCKER_HOST', engine.address())
        .run("-Dit.registry=$registry", 'fdo:run')
}
assert result.status() == 0 : result.log()
assert result.log().contains(" files of $basedir to $basedir") : result.log()
assert result.log().contains("done in $basedir")

assert file('changed in there.txt').text == 'changed\n'
assert file('made/deep/new.txt').text == 'new\n'
assert file('made/again.txt').text == 'new\n'
assert Files.readSymbolicLink(file('made/link').toPath()).toString() == 'deep/new.txt'
assert file('removed-in-there.txt').text == 'it stays here\n'
assert file('ignored.txt').exists()
assert file('unchanged.txt').lastModified() == unchanged

assert file('.git/config').text == config
assert !Files.exists(file('leading-out').toPath(), LinkOption.NOFOLLOW_LINKS)
assert outside.toFile().list().length == 0
assert Files.isSymbolicLink(file('link-to-outside').toPath())
['leading-out', '.git', 'link-to-outside/evil.txt'].each { name ->
    assert result.log().readLines().any { it.startsWith('[WARNING] ') && it.contains("/$name") } : name
}
Files.delete(outside)
true
