import static io.github.fdomaven.it.EngineCli.DOCKER

import io.github.fdomaven.it.CiJob

def job = new CiJob(basedir, settings as File, localRepositoryPath)
def containers = { DOCKER.containers("volume=$basedir") }
['INT', 'TERM', 'KILL'].each { signal ->
    job.log("${signal}.log").start("-Dit.registry=$registry", 'fdo:run').withCloseable { maven ->
        maven.until('  it is running\n')
        assert containers().size() == 1
        assert maven.containersLeftAfter(signal, containers).empty : signal
    }
}
assert !new File(basedir, 'target/fdo/run.json').exists()
true
