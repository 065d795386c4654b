import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.SocketForwarder

// Docker's own command creates the files of the contexts.
def config = new File(basedir, 'docker').path
def create = { name, host -> DOCKER.call('--config', config, 'context', 'create', name, '--docker', "host=$host".toString()) }
def engine = new SocketForwarder('/var/run/docker.sock')
create('remote', engine.address())
create('gone', 'unix:///there/is/no/engine.sock')

def job = new CiJob(basedir, settings as File, localRepositoryPath)
    .variable('DOCKER_CONFIG', config).variable('DOCKER_HOST', '')
def run = { CiJob one -> one.run("-Dit.registry=$registry", 'fdo:run') }

DOCKER.call('--config', config, 'context', 'use', 'remote')
def result = engine.withCloseable { run(job) }
assert result.status() == 0 : result.log()
assert result.log().contains(' at tcp://127.0.0.1:') && result.log().contains('it runs')

def refusal = { CiJob one ->
    def refused = run(one)
    assert refused.status() == 1 : refused.log()
    refused.log()
}
// A broken context is an error only if an engine is needed.
def missing = job.variable('DOCKER_CONTEXT', 'nowhere')
assert refusal(missing).contains("Docker context 'nowhere' of DOCKER_CONTEXT does not exist. The contexts are default, gone, remote. Name one of them, or create it by 'docker context create'.")
assert missing.run("-Dit.registry=$registry", 'fdo:inspect-image').status() == 0

// If the context does not answer, no other engine is tried.
assert refusal(job.variable('DOCKER_CONTEXT', 'gone')).contains("No container engine answers at unix:///there/is/no/engine.sock (Docker context 'gone' of DOCKER_CONTEXT): there is no such socket.")

// DOCKER_HOST takes precedence over a context, as in Docker, and over CONTAINER_HOST.
result = run(job.variables(DOCKER_HOST: 'unix:///var/run/docker.sock', DOCKER_CONTEXT: 'gone', CONTAINER_HOST: 'unix:///gone.sock'))
assert result.status() == 0 : result.log()
assert result.log().contains('at unix:///var/run/docker.sock')
true
