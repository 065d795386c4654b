import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.PodmanOnPath

new PodmanOnPath(basedir, registry).withCloseable { podman ->
    def job = new CiJob(basedir, settings as File, localRepositoryPath)
        .variables(podman.variables())
    def run = { CiJob one, List before, String command ->
        one.under(podman.prefix() + before).run("-Dit.registry=$registry", "-Dfdo.command=$command", 'fdo:run')
    }

    // The service ends with the goal.
    def result = run(job, [], 'echo it runs')
    assert result.status() == 0 : result.log()
    assert result.log() =~ / Podman \S+ at podman\b/ && result.log().contains('it runs')
    assert podman.services().empty

    // The service also ends when Maven is killed.
    def killer = 'log=$1; shift; "$@" & maven=$!; while kill -0 $maven && ! grep -q ": sleep 1000$" $log; do sleep 0.2; done;' +
        ' kill -9 $maven; wait $maven'
    result = run(job, ['sh', '-c', killer, 'sh', new File(basedir, 'job.log').path], 'sleep 1000')
    assert result.status() == 137 : result.log()
    assert result.log().contains('sleep 1000')
    assert podman.services().size() == 1
    podman.awaitEnd()

    // If the service does not start, the error shows its output and the other engines that were tried.
    def broken = new File(basedir, 'broken.conf')
    broken.text = '[storage]\ndriver = "nonsense"\n'
    result = run(job.variables(CONTAINERS_STORAGE_CONF: broken), [], 'true')
    assert result.status() == 1
    assert result.log().contains('No container engine answers. Addresses tried:')
    assert result.log().contains('unix:///var/run/docker.sock (default socket): ')
    assert result.log() =~ /podman \(program on the PATH\): (its service was started, but ended\.|it cannot start containers:) podman says: \S+/
    assert result.log().contains("Start an engine with 'sudo systemctl start docker'")
    assert podman.services().empty
}
true
