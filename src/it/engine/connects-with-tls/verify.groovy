import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry
import io.github.fdomaven.it.TlsEngine

new File(basedir, 'known.txt').text = 'the files of the project are there\n'
def files = { String name -> new File(basedir, name).toPath() }
// Without the state of the bridge, which is up while another container runs.
def bridge = { 'ip -brief address show docker0'.execute().text.replaceAll(/ +(UP|DOWN)? +/, ' ') }
def before = bridge()
new TlsEngine(basedir, '127.0.0.1').withCloseable { engine ->
    def clientFiles = engine.clientFiles(files('client'))
    // Like a GitLab job with docker:dind.
    def job = new CiJob(basedir, settings as File, localRepositoryPath).variables(
        DOCKER_HOST: "tcp://127.0.0.1:${engine.port()}", DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: clientFiles)
    def refusal = { CiJob one ->
        def refused = one.run('-q', "-Dit.registry=$registry", '-Dfdo.command=true', "-Dfdo.image=$registry/base/debian:bookworm", 'fdo:run')
        assert refused.status() == 1 : refused.log()
        refused.log()
    }

    def result = job.run("-Dit.registry=$registry", 'fdo:build-image')
    assert result.status() == 0 : result.log()
    assert result.log().contains('the files of the project are there')
    assert new TestRegistry(registry).digest('it/speaks-tls/debian/bookworm', '1').startsWith('sha256:')
    // The default engine did not build the image.
    assert !DOCKER.hasImage("$registry/it/speaks-tls/debian/bookworm:1")

    // A context that Docker's own command created, and a command that is silent for longer than a connection may take to
    // open.
    def config = new File(basedir, 'docker').path
    DOCKER.call('--config', config, 'context', 'create', 'dind', '--docker',
        "host=tcp://127.0.0.1:${engine.port()},ca=$clientFiles/ca.pem,cert=$clientFiles/cert.pem,key=$clientFiles/key.pem".toString())
    def context = new CiJob(basedir, settings as File, localRepositoryPath)
        .variables(DOCKER_HOST: '', DOCKER_CONFIG: config, DOCKER_CONTEXT: 'dind')
    result = context.run("-Dit.registry=$registry", '-Dfdo.command=sleep 15; echo it runs', "-Dfdo.image=$registry/base/debian:bookworm", 'fdo:run')
    assert result.status() == 0 : result.log()
    assert result.log().contains('it runs')

    assert refusal(job.variable('DOCKER_TLS_VERIFY', '')).contains('it requires TLS. Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to')
    assert refusal(job.variables(DOCKER_HOST: "tcp://localhost:${engine.port()}"))
        .contains('its certificate is for another host: ')

    def foreign = TlsEngine.foreignFiles(files('foreign'))
    job = job.variables(DOCKER_CERT_PATH: foreign)
    assert refusal(job).contains('its certificate comes from an authority that ca.pem does not have: ')
    foreign.resolve('ca.pem').toFile().text = clientFiles.resolve('ca.pem').toFile().text
    assert refusal(job).contains('it does not accept the client certificate, or requires one: ')
}
assert bridge() == before
true
