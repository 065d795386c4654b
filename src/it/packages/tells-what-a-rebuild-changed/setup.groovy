import io.github.fdomaven.it.TestRegistry
import static io.github.fdomaven.it.EngineCli.DOCKER

// A base image with a repository of its own, which has two versions of a package.
def repository = '''
    mkdir /repository
    for package in greeting_1.0 greeting_2.0 extra_1.0; do
      mkdir -p "/tmp/$package/DEBIAN"
      printf 'Package: %s\\nVersion: %s\\nArchitecture: all\\nMaintainer: tests\\nDescription: test\\n' \\
        "${package%_*}" "${package#*_}" >"/tmp/$package/DEBIAN/control"
      dpkg-deb --build "/tmp/$package" "/repository/$package.deb" >&2
      cat "/tmp/$package/DEBIAN/control"
      printf 'Filename: ./%s.deb\\nSize: %s\\nSHA256: %s\\n\\n' "$package" "$(stat --format %s "/repository/$package.deb")" \\
        "$(sha256sum "/repository/$package.deb" | cut -d ' ' -f 1)"
    done >/repository/Packages
    rm -rf /tmp/greeting* /tmp/extra* /etc/apt/sources.list.d/*
    echo 'deb [trusted=yes] file:/repository ./' >/etc/apt/sources.list
'''
def base = "$registry/it/rebuild-changes/with-repository:1".toString()
def container = 'fdo-it-rebuild-changes'
DOCKER.containers("name=$container").each { DOCKER.removeContainer(it) }
DOCKER.call('run', '--name', container, '--entrypoint', 'sh', "$registry/base/debian:bookworm".toString(), '-ec', repository)
try {
    DOCKER.call('commit', container, base)
    DOCKER.call('push', base)
} finally {
    DOCKER.removeContainer(container)
}
new TestRegistry(registry).forget('it/rebuild-changes/debian/bookworm', '1')
new TestRegistry(registry).forget('it/rebuild-changes/child', '1')
true
