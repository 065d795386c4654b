import static io.github.fdomaven.it.EngineCli.DOCKER

def log = new File(basedir, 'build.log').text
assert log.contains('The step install of the image \'debian/bookworm\' failed:'
    + ' \'apt-get -y install curl this-package-does-not-exist\' ended with status 100.\n')
assert log.contains('    E: Unable to locate package this-package-does-not-exist')
assert log.contains('MojoFailureException')
assert !DOCKER.hasImage('localhost/fails-for-unknown-package/debian/bookworm')
true
