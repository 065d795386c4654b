import io.github.fdomaven.it.Docker
import io.github.fdomaven.it.RegistryForwarder
import io.github.fdomaven.it.RunningMaven
import io.github.fdomaven.it.SocketForwarder

import java.util.function.BooleanSupplier

// A base with a layer that nobody else has, so that it is really pulled.
def tree = new File(basedir, 'tree')
tree.mkdir()
new File(tree, 'unique').bytes = new Random().with { random -> def bytes = new byte[3_000_000]; random.nextBytes(bytes); bytes }
def context = "FROM $registry/base/debian:bookworm\nCOPY unique /\n"
new File(tree, 'Dockerfile').text = context
Docker.docker('build', '--quiet', '--tag', "$registry/phases/base:1".toString(), tree.path)
Docker.docker('push', "$registry/phases/base:1".toString())
Docker.docker('image', 'rm', "$registry/phases/base:1".toString())

def line = new RegistryForwarder(registry)
// In the build directory, which is no part of what exec sees as the project.
def cache = new File(basedir, 'target/kept')
cache.mkdirs()
new File(cache, 'large').withOutputStream { output -> 200.times { output.write(new byte[1_000_000]) } }
def remote = new SocketForwarder('/var/run/docker.sock')

/** The build containers of this project; others may be building at the same time. */
def containers = { Docker.containersLabelled('org.example.phases') }
def number = 0

/** Runs a goal until something is so, sends Maven a signal, and sees that it ends within seconds and leaves no container. */
def interrupt = { String signal, List arguments, Map variables, Object moment ->
    def all = ["-Dit.registry=$registry", "-Dfdo.registry.image=${line.name()}/phases"] + arguments
    new RunningMaven(basedir, localRepositoryPath, "phase-${++number}.log", variables, all).withCloseable { maven ->
        moment instanceof Closure ? maven.until(moment as BooleanSupplier) : maven.until(moment)
        def began = System.currentTimeMillis()
        maven.signal(signal)
        assert maven.ends(15) : arguments
        println "$signal in phase $number: Maven ended after ${System.currentTimeMillis() - began} ms"
        for (int i = 0; i < 75 && !containers().empty; i++) {
            sleep 200
        }
        assert containers().empty : "phase $number: ${maven.log()}"
    }
    line.pause(0)
    // Nothing of what was begun has a tag.
    assert !Docker.hasImage("${line.name()}/phases/debian/bookworm:phases.1") : number
}
def base = "-Dfdo.base.image=$registry/base/debian:bookworm"

line.withCloseable {
    remote.withCloseable {
        // While the base is pulled over a line that is next to dead.
        line.pause(2000)
        interrupt('TERM', ["-Dfdo.base.image=${line.name()}/phases/base:1", 'fdo:build-image'], [:]) { line.slowed() > 2 }
        // In a step of the package manager.
        interrupt('INT', [base, '-Dfdo.distribution.packages=hello', 'fdo:build-image'], [:], '] prepare: ')
        // While the cache is copied there, and back.
        def slowCache = [base, "-Dfdo.cache.dir=$cache", '-Dfdo.distribution.exec=touch /cache/large', 'fdo:build-image']
        ['TERM', 'KILL'].each { interrupt(it, slowCache, [DOCKER_HOST: remote.address()], ' to /cache, 200.0 MB') }
        interrupt('INT', slowCache, [DOCKER_HOST: remote.address()], '] exec: ')
        // While a large layer is committed.
        interrupt('TERM', [base, '-Dfdo.distribution.exec=head -c 300M /dev/urandom > /large', 'fdo:build-image'], [:],
            '] working directory: ')
        // While it is pushed over that line.
        long before = line.slowed()
        line.pause(2000)
        interrupt('INT', [base, '-Dfdo.distribution.exec=head -c 3M /dev/urandom > /large', 'fdo:build-image'], [:]) {
            line.slowed() > before + 2
        }
        // While the registry is asked, by a goal that needs no engine.
        before = line.slowed()
        line.pauseAll(5000)
        interrupt('TERM', ['fdo:check-base'], [:]) { line.slowed() > before }
    }
}
assert cache.list() == ['large']
assert new File(basedir, 'target/fdo').list().length == 0
Docker.removeImages("${line.name()}/")
true
