import io.github.fdomaven.it.Docker
import io.github.fdomaven.it.InterruptedMaven

def maven = new InterruptedMaven(basedir, "-Dmaven.repo.local=$localRepositoryPath", "-Dit.registry=$registry",
    'fdo:build-image')
def volumes = Docker.volumes()
['INT', 'TERM', 'KILL'].each { signal ->
    assert maven.leftAfter(signal) { Docker.containersLabelled('org.example.interrupted') }.empty, signal
}
assert Docker.volumes() == volumes
assert !Docker.hasImage('localhost/cleans-up-when-interrupted/debian/bookworm')
assert new File(basedir, 'target/fdo').list().length == 0
true
