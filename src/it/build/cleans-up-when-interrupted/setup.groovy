import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/cleans-up-when-interrupted/')
true
