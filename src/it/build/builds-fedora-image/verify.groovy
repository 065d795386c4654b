import static io.github.fdomaven.it.EngineCli.DOCKER

def image = "$registry/it/fedora-project/fedora/41:dnf.1".toString()
def log = new File(basedir, 'build.log').text
assert log.contains('upgrade: dnf upgrade -y --setopt=install_weak_deps=False --nogpgcheck fedora-release fedora-repos*')
assert log.contains('upgrade: dnf upgrade -y --setopt=install_weak_deps=False\n')
assert log.contains('install: dnf install -y hello-fdo')
assert log.contains('clean: dnf clean all')
// The base has version 1 of the package, its repository version 2.
assert DOCKER.run(image, 'rpm', '-q', '--qf', '%{VERSION}', 'fedora-release') == '2'
assert !DOCKER.run(image, 'hello-fdo').blank
true
