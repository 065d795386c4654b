import static io.github.fdomaven.it.EngineCli.DOCKER

def image = 'localhost/mounts-cache-directory/debian/bookworm:cache.1'
assert DOCKER.run(image, 'cat', '/in-the-image') == 'from the host\n'
assert new File(basedir, 'kept/from-the-build').text == 'from the build\n'
assert DOCKER.pathsOfLastLayer(image).every { !it.contains('from-the-host') && !it.contains('from-the-build') }
true
