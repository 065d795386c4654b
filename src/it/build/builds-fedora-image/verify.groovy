import static io.github.fdomaven.it.EngineCli.DOCKER

def log = new File(basedir, 'build.log').text
// Release 41 has dnf 4, and release 42 has dnf 5.
['41', '42'].each { release ->
    def image = "$registry/it/fedora-project/fedora/$release:dnf.1".toString()
    def upgrade = "[fedora/$release] upgrade: dnf upgrade -y --setopt=install_weak_deps=False"
    assert log.contains("$upgrade --nogpgcheck fedora-release fedora-repos*")
    assert log.contains("$upgrade\n")
    assert log.contains("[fedora/$release] install: dnf install -y hello-fdo")
    assert log.contains("[fedora/$release] clean: dnf clean all")
    // The base has version 1 of the package, its repository version 2.
    assert DOCKER.run(image, 'rpm', '-q', '--qf', '%{VERSION}', 'fedora-release') == '2'
    assert !DOCKER.run(image, 'hello-fdo').blank
}
true
