import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/reports-stale-base-in-the-engine/')
true
