import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/my-project/')
true
