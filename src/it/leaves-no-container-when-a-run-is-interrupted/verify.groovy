import io.github.fdomaven.it.Docker

import java.util.concurrent.TimeUnit

/** The containers that see this project; others may be running at the same time. */
def containers = {
    Docker.docker('container', 'ls', '--all', '--quiet', '--filter', "volume=$basedir".toString()).readLines()
}

/** Runs the goal until the command runs, sends Maven a signal, and returns the containers that are left ten seconds later. */
def leftAfter = { String signal ->
    def maven = new ProcessBuilder('mvn', '-B', '-o', '-llr', "-Dmaven.repo.local=$localRepositoryPath".toString(),
            "-Dit.registry=$registry".toString(), 'fdo:run')
        .directory(basedir).redirectErrorStream(true).start()
    def reader = maven.inputStream.newReader()
    def log = []
    while (log.empty || log.last() != null && !log.last().endsWith('  it is running')) {
        log << reader.readLine()
    }
    assert log.last() != null, log.join('\n')
    assert containers().size() == 1
    // As Ctrl-C does: to Java as well as to Maven's script. Not every machine has a kill besides the shell's own.
    def pids = maven.toHandle().descendants().collect { it.pid() } + maven.pid()
    ['bash', '-c', "kill -$signal ${pids.join(' ')}".toString()].execute().waitFor()
    assert maven.waitFor(20, TimeUnit.SECONDS)
    for (int i = 0; i < 50 && !containers().empty; i++) {
        sleep 200
    }
    containers()
}

['INT', 'TERM', 'KILL'].each { signal -> assert leftAfter(signal).empty, signal }
assert !new File(basedir, 'target/fdo/run.json').exists()
true
