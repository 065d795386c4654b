import io.github.fdomaven.it.Docker
import io.github.fdomaven.it.InterruptedMaven

def maven = new InterruptedMaven(basedir, "-Dmaven.repo.local=$localRepositoryPath", "-Dit.registry=$registry", 'fdo:run')
def containers = {
    Docker.docker('container', 'ls', '--all', '--quiet', '--filter', "volume=$basedir".toString()).readLines()
}
['INT', 'TERM', 'KILL'].each { signal -> assert maven.leftAfter(signal, containers).empty, signal }
assert !new File(basedir, 'target/fdo/run.json').exists()
true
