import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/notices-a-stale-base-in-the-engine/')
true
