import io.github.fdomaven.it.Docker

def base = "$registry/base/debian:bookworm".toString()
Docker.docker('pull', base)
def digest = Docker.inspect(base).get('RepoDigests').find { it.asText().startsWith("$registry/base/debian@") }.asText().split('@')[1]
def container = Docker.docker('create', '--label', "fdo.base_image=$base".toString(), '--label', "fdo.base_digest=$digest".toString(),
    base, 'true').readLines().last()
Docker.docker('commit', container, 'localhost/looks-at-images-in-the-engine/debian/bookworm:1')
Docker.docker('rm', container)
true
