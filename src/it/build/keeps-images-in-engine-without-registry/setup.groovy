import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/keeps-images-in-engine-without-registry/')
true
