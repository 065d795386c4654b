import static io.github.fdomaven.it.EngineCli.DOCKER

// The entrypoint would fail if it was run.
def container = DOCKER.call('create', '--entrypoint', '/bin/false', "$registry/base/debian:bookworm".toString()).readLines().last()
DOCKER.call('commit', container, 'localhost/runs-command-in-image/debian/bookworm:1')
DOCKER.call('rm', container)
true
