import static io.github.fdomaven.it.EngineCli.DOCKER

def image = 'localhost/mounts-cache-directory/debian/bookworm:cache.1'
assert DOCKER.run(image, 'cat', '/in-the-image') == 'from the host\n'
['kept', 'with:colon'].each { assert new File(basedir, "$it/from-the-build").text == 'from the build\n' }
assert DOCKER.pathsOfLastLayer(image).every { !it.contains('from-the-host') && !it.contains('from-the-build') }
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs[1].contains('the tag exists')
assert runs[2].contains("missing of the image 'debian/bookworm' does not exist. Create it, or remove <cacheDir>") && runs[2].contains('MojoFailureException')
assert runs[3].contains('cache: copied 1 new or changed file back to ')
true
