import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/reports-stale-base-in-the-engine/')
true
