import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.RegistryForwarder
import io.github.fdomaven.it.SocketForwarder

import java.util.function.BooleanSupplier

// The base image has a unique layer, so that the engine must pull it.
def tree = new File(basedir, 'tree')
tree.mkdir()
new File(tree, 'unique').bytes = new Random().with { random -> def bytes = new byte[3_000_000]; random.nextBytes(bytes); bytes }
def dockerfile = "FROM $registry/base/debian:bookworm\nCOPY unique /\n"
new File(tree, 'Dockerfile').text = dockerfile
DOCKER.call('build', '--quiet', '--tag', "$registry/phases/base:1".toString(), tree.path)
DOCKER.call('push', "$registry/phases/base:1".toString())
DOCKER.call('image', 'rm', "$registry/phases/base:1".toString())

def line = new RegistryForwarder(registry)
// The build directory is not copied as part of the project.
def cache = new File(basedir, 'target/kept')
cache.mkdirs()
new File(cache, 'large').withOutputStream { output -> 200.times { output.write(new byte[1_000_000]) } }
def remote = new SocketForwarder('/var/run/docker.sock')

/** The build containers of this project. Other projects may build at the same time. */
def containers = { DOCKER.containers('label=org.example.phases') }
def number = 0

def job = new CiJob(basedir, settings as File, localRepositoryPath)

/** Runs a goal up to a moment, sends a signal to Maven, and checks that Maven ends and leaves no container. */
def interrupt = { String signal, List arguments, Map variables, Object moment ->
    // Forced, because an earlier run whose Maven was not interrupted has pushed the tag.
    def all = ["-Dit.registry=$registry", "-Dfdo.registry.image=${line.name()}/phases", '-Dfdo.force.rebuild=true'] + arguments
    job.variables(variables).log("phase-${++number}.log").start(*all).withCloseable { maven ->
        moment instanceof Closure ? maven.until(moment as BooleanSupplier) : maven.until(moment)
        assert maven.containersLeftAfter(signal, containers).empty : "phase $number: ${maven.log()}"
    }
    line.pause(0)
    // The interrupted build has set no tag.
    assert !DOCKER.hasImage("${line.name()}/phases/debian/bookworm:phases.1") : number
}
def base = "-Dfdo.base.image=$registry/base/debian:bookworm"

line.withCloseable {
    remote.withCloseable {
        // During a very slow pull of the base.
        line.pause(2000)
        interrupt('TERM', ["-Dfdo.base.image=${line.name()}/phases/base:1", 'fdo:build-image'], [:]) { line.slowed() > 2 }
        // During a step of the package manager.
        interrupt('INT', [base, '-Dfdo.distribution.packages=hello', 'fdo:build-image'], [:], '] prepare: ')
        // While the cache directory is copied to the container and back.
        def slowCache = [base, "-Dfdo.cache.dir=$cache", '-Dfdo.distribution.exec=touch /cache/large', 'fdo:build-image']
        ['TERM', 'KILL'].each { interrupt(it, slowCache, [DOCKER_HOST: remote.address()], ' to /cache, 200.0 MB') }
        interrupt('INT', slowCache, [DOCKER_HOST: remote.address()], '] exec: ')
        // During the commit of a large layer.
        interrupt('TERM', [base, '-Dfdo.distribution.exec=head -c 300M /dev/urandom > /large', 'fdo:build-image'], [:],
            '] working directory: ')
        // During a very slow push.
        long before = line.slowed()
        line.pause(2000)
        interrupt('INT', [base, '-Dfdo.distribution.exec=head -c 3M /dev/urandom > /large', 'fdo:build-image'], [:]) {
            line.slowed() > before + 2
        }
        // During a slow registry request of a goal without an engine.
        before = line.slowed()
        line.pauseAll(5000)
        interrupt('TERM', ['fdo:check-base'], [:]) { line.slowed() > before }
    }
}
assert cache.list() == ['large']
assert new File(basedir, 'target/fdo').list().length == 0
DOCKER.removeImages("${line.name()}/")
true
