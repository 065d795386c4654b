import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/keeps-images-in-the-engine-without-a-registry/')
true
