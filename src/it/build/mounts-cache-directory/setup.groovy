import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/mounts-cache-directory/')
['kept', 'with:colon'].each {
    new File(basedir, it).mkdir()
    new File(basedir, "$it/from-the-host").text = 'from the host\n'
}
true
