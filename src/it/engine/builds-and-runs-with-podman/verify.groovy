import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.EngineCli
import io.github.fdomaven.it.TestRegistry

def repository = 'it/builds-and-runs-with-podman/debian/bookworm'
def image = "$registry/$repository:podman.0".toString()
def log = new File(basedir, 'build.log').getText('UTF-8')
def engine = new EngineCli(podman)
def testRegistry = new TestRegistry(registry)

assert log.contains(" at $podman\n")
assert log.contains("[debian/bookworm] BUILT $image@${testRegistry.digest(repository, 'podman.0')}")
assert log.contains('[debian/bookworm]   there before\n')
assert new File(basedir, 'cache/after').text == 'written by exec\n'

// The image is pulled again, so that its content is what was pushed.
engine.removeImages(image)
engine.call('pull', image)
assert engine.run(image, 'cat', '/srv/by-exec') == 'written by exec\n'
assert engine.run(image, 'id', '-un') == 'daemon\n'
def config = testRegistry.config(repository, 'podman.0').get('config')
assert config.get('Entrypoint').toString() == '["/usr/bin/env"]'
assert config.get('Cmd').toString() == '["bash"]'
assert config.get('WorkingDir').asText() == '/app'
assert config.get('Labels').get('org.example.quotes').asText() == 'a "quoted" $HOME \'single\' back\\slash'
assert config.get('Labels').get('fdo.base_digest').asText() == testRegistry.digest('base/debian', 'bookworm')

// fdo:run ran its command in the image, in the project directory.
assert log.contains('[debian/bookworm]   input.txt: ASCII text\n')
assert new File(basedir, 'output.txt').text == 'written by exec\n'
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/run.json')).status == 0

// Signals remove the container.
def volumes = engine.volumes()
def containers = { engine.containers('label=org.example.interrupted=yes') }
def job = new CiJob(basedir, settings as File, localRepositoryPath)
['INT', 'TERM', 'KILL'].each { signal ->
    job.log("${signal}.log").start("-Dit.registry=$registry", "-Dit.podman=$podman", '-Pendless', 'fdo:build-image').withCloseable { maven ->
        maven.until('  it is running\n')
        assert containers().size() == 1
        assert maven.containersLeftAfter(signal, containers).empty : signal
    }
}
assert engine.volumesLeftSince(volumes).empty
assert !engine.hasImage("$registry/$repository:interrupted.0".toString())
assert !testRegistry.has(repository, 'interrupted.0')
engine.removeImages(image)
true
