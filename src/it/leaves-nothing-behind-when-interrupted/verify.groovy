import io.github.fdomaven.it.Docker

import java.util.concurrent.TimeUnit

/** The build containers in which the exec of this project runs; other projects may be building at the same time. */
def containers = {
    Docker.buildContainers().findAll { name ->
        try {
            Docker.docker('top', name).contains('sleep 1234')
        } catch (AssertionError gone) {
            false
        }
    }
}

/** Runs the goal until exec runs, sends Maven a signal, and returns the containers that are left ten seconds later. */
def leftAfter = { String signal ->
    def maven = new ProcessBuilder('mvn', '-B', '-o', '-llr', "-Dmaven.repo.local=$localRepositoryPath".toString(),
            "-Dit.registry=$registry".toString(), 'fdo:build-image')
        .directory(basedir).redirectErrorStream(true).start()
    def reader = maven.inputStream.newReader()
    def log = []
    while (log.empty || log.last() != null && !log.last().endsWith('  it is running')) {
        log << reader.readLine()
    }
    assert log.last() != null, log.join('\n')
    def running = containers()
    assert running.size() == 1
    // Maven's own script stays in front of Java, so the signal goes to Java itself, as Ctrl-C does.
    maven.toHandle().descendants().forEach { "kill -$signal ${it.pid()}".execute().waitFor() }
    "kill -$signal ${maven.pid()}".execute().waitFor()
    assert maven.waitFor(20, TimeUnit.SECONDS)
    for (int i = 0; i < 50 && Docker.buildContainers().any { running.contains(it) }; i++) {
        sleep 200
    }
    Docker.buildContainers().findAll { running.contains(it) }
}

def volumes = Docker.volumes()
['INT', 'TERM', 'KILL'].each { signal -> assert leftAfter(signal).empty, signal }
assert Docker.volumes() == volumes
assert !Docker.hasImage('localhost/leaves-nothing-behind-when-interrupted/debian/bookworm')
assert new File(basedir, 'target/fdo').list().length == 0
true
