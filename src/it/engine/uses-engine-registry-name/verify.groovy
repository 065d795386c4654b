import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.RegistryForwarder

// Maven reaches the registry through a forwarded port that the engine does not know.
def forwarder = new RegistryForwarder(registry)
forwarder.withCloseable {
    def job = new CiJob(basedir, settings as File, localRepositoryPath)
        .variables(CI_REGISTRY: forwarder.name(), CI_REGISTRY_IMAGE: "${forwarder.name()}/named", FDO_ENGINE_REGISTRY: registry)
    def path = 'named/debian/bookworm:named.1'

    def built = job.run('-Dfdo.force.rebuild=true', 'fdo:build-image')
    assert built.status() == 0 : built.log()
    def image = new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0]
    assert image.outcome == 'BUILT'
    assert image.reference == "${forwarder.name()}/$path"
    assert image.labels['fdo.base_image'] == "${forwarder.name()}/base/debian:bookworm"
    assert image.base.reference == image.labels['fdo.base_image']
    assert DOCKER.hasImage("$registry/$path")
    assert !DOCKER.hasImage("${forwarder.name()}/$path")

    def skipped = job.log('skipped.log').run('fdo:build-image')
    assert skipped.status() == 0 : skipped.log()
    assert new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images[0].outcome == 'SKIPPED'

    // fdo:run pulls the image by the engine's name too.
    DOCKER.removeImages("$registry/named/")
    def run = job.log('run.log').run('fdo:run')
    assert run.status() == 0 : run.log()
    assert run.log().contains('/made')

    assert !forwarder.userAgents().empty
    assert forwarder.userAgents().every { !it.startsWith('docker/') && !it.startsWith('containers/') } : forwarder.userAgents()

    def local = job.log('local.log').variables(CI_REGISTRY: '', CI_REGISTRY_IMAGE: '').run('fdo:build-image')
    assert local.status() != 0
    assert local.log().contains('there is no registry, and the images stay in the engine')
}
DOCKER.removeImages("$registry/named/")
true
