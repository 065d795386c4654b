import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/keeps-images-in-engine-without-registry/')
true
