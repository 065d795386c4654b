import static io.github.fdomaven.it.EngineCli.DOCKER

import io.github.fdomaven.it.CiJob

def job = new CiJob(basedir, settings as File, localRepositoryPath)
def volumes = DOCKER.volumes()
def containers = { DOCKER.containers('label=org.example.interrupted') }
['INT', 'TERM', 'KILL'].each { signal ->
    job.log("${signal}.log").start("-Dit.registry=$registry", 'fdo:build-image').withCloseable { maven ->
        maven.until('  it is running\n')
        assert containers().size() == 1
        assert maven.containersLeftAfter(signal, containers).empty : signal
    }
}
assert DOCKER.volumesLeftSince(volumes).empty
assert !DOCKER.hasImage('localhost/cleans-up-when-interrupted/debian/bookworm')
assert new File(basedir, 'target/fdo').list().length == 0
true
