import static io.github.fdomaven.it.EngineCli.DOCKER

def base = "$registry/base/debian:bookworm".toString()
DOCKER.call('pull', base)
def digest = DOCKER.inspect(base).get('RepoDigests').find { it.asText().startsWith("$registry/base/debian@") }.asText().split('@')[1]
def container = DOCKER.call('create', '--label', "fdo.base_image=$base".toString(), '--label', "fdo.base_digest=$digest".toString(),
    base, 'true').readLines().last()
DOCKER.call('commit', container, 'localhost/inspects-images-in-the-engine/debian/bookworm:1')
DOCKER.call('rm', container)
true
