import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/cleans-up-when-interrupted/')
true
