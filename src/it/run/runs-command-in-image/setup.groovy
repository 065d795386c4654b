import io.github.fdomaven.it.Docker

// The entrypoint would fail, if it were run.
def container = Docker.docker('create', '--entrypoint', '/bin/false', "$registry/base/debian:bookworm".toString()).readLines().last()
Docker.docker('commit', container, 'localhost/runs-command-in-image/debian/bookworm:1')
Docker.docker('rm', container)
true
