import groovy.json.JsonSlurper
import io.github.fdomaven.it.AptRepository
import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def image = "$registry/it/updates/debian/bookworm:1".toString()
// The registry keeps the image of an earlier run of the tests.
testRegistry.forget('it/updates/debian/bookworm', '1')
def repository = new AptRepository(new File(basedir, 'repository').toPath())
repository.add('tool', '1.0')

// The base image has no other repository.
def base = "$registry/it/updates/base:1".toString()
def container = DOCKER.call('create', '--network', 'host', "$registry/base/debian:bookworm", 'sh', '-c',
    "echo 'deb [trusted=yes] ${repository.address()} ./' >/etc/apt/sources.list").trim()
DOCKER.call('start', '--attach', container)
DOCKER.call('commit', '--change', 'CMD ["bash"]', container, base)
DOCKER.call('rm', container)
DOCKER.call('push', base)

def job = { directory, name, variables, String... goals ->
    new CiJob(new File(basedir, directory), settings as File, localRepositoryPath).log("${name}.log".toString())
        .variables(CI_REGISTRY: registry, CI_REGISTRY_IMAGE: "$registry/it/updates", FDO_BASE_IMAGE: base)
        .variables(variables).run(goals)
}
def rebuildIfPending = { name, variables ->
    job('base', name, variables, 'fdo:check-packages', 'fdo:build-image', '-Dfdo.on.updates=rebuild')
}
def packages = { new JsonSlurper().parse(new File(basedir, 'base/target/fdo/packages.json')).images[0] }

// A pipeline builds the image.
def built = job('base', 'pipeline-100', [CI_PIPELINE_ID: 100], 'fdo:build-image')
assert built.status() == 0 && built.log().contains("BUILT $image@") : built.log()
def first = testRegistry.digest('it/updates/debian/bookworm', '1')
assert testRegistry.labels('it/updates/debian/bookworm', '1').get('fdo.metadata_urls').asText() == "${repository.address()}./Release"

// A newer package is there. The goal finds it in a container, build-image rebuilds the image and shows the change.
repository.add('tool', '1.1')
def update = rebuildIfPending('pipeline-101', [CI_PIPELINE_ID: 101])
assert update.status() == 0 : update.log()
assert update.log().contains("[base] ask for updates in a container of $registry/it/updates/debian/bookworm@$first")
assert update.log().contains("[base] $image: UPDATES: an upgrade would install 1 package")
assert update.log().contains('tool 1.0 -> 1.1')
assert update.log().contains("[base] build $image: its packages have updates")
assert update.log() =~ /tool +1\.0 +(-> +)?1\.1/ : update.log()
assert update.log().contains("BUILT $image@")
def second = testRegistry.digest('it/updates/debian/bookworm', '1')
assert second != first
assert packages().state == 'UPDATES'
assert packages().updates == [[package: 'tool', installed: '1.0', available: '1.1', security: 'unknown']]
assert !new File(basedir, 'base/target/fdo/fdo.env').text.contains('FDO_FORCE_REBUILD')
assert DOCKER.containers("ancestor=$registry/it/updates/debian/bookworm@$first").isEmpty()

// On the next day there is nothing new but the date. One request to the repository says so, without an engine.
repository.publish()
repository.requests().clear()
def nothing = rebuildIfPending('pipeline-102', [CI_PIPELINE_ID: 102, DOCKER_HOST: 'unix:///nonexistent/engine.sock'])
assert nothing.status() == 0 : nothing.log()
assert nothing.log().contains("[base] $image: UP_TO_DATE: the metadata of its repositories has not changed since the image was built")
assert nothing.log().contains("SKIPPED $image@$second")
assert repository.requests() == ['/Release']
assert packages().state == 'UP_TO_DATE'
assert testRegistry.digest('it/updates/debian/bookworm', '1') == second

// Without the repository the state is unknown, and nothing is rebuilt. The reason has apt's words.
repository.close()
def unknown = job('base', 'unknown', [CI_PIPELINE_ID: 103], 'fdo:check-packages')
assert unknown.status() == 0 : unknown.log()
assert unknown.log().contains("[base] $image: UNKNOWN: apt could not refresh its metadata (status 100): E: Failed to fetch ${repository.address()}")
assert !new File(basedir, 'base/target/fdo/fdo.env').text.contains('FDO_FORCE_REBUILD')

// dnf says which packages of an old image have updates.
def rpm = job('rpm', 'rpm', [CI_REGISTRY_IMAGE: "$registry/base"], '-q', 'fdo:check-packages', '-Dfdo.stdout=json')
assert rpm.status() == 1 : rpm.log()
assert rpm.log().contains("$registry/base/fedora:41 has updates: an upgrade would install 2 packages.") : rpm.log()
def found = new JsonSlurper().parse(new File(basedir, 'rpm/target/fdo/packages.json')).images[0]
assert found.state == 'UPDATES'
assert found.updates == ['fedora-release', 'fedora-repos'].collect { name ->
    [package: name, installed: '1-1', available: '2-1', security: 'unknown']
}

DOCKER.removeImages("$registry/it/updates/".toString())
true
