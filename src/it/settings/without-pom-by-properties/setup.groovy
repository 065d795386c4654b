import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages("$registry/it/properties/".toString())
true
