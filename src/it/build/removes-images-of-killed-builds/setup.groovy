import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/removes-images-of-killed-builds/')
true
