import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/mounts-cache-directory/')
new File(basedir, 'kept').mkdir()
new File(basedir, 'kept/from-the-host').text = 'from the host\n'
true
