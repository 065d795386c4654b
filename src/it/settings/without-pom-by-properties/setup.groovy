import io.github.fdomaven.it.Docker

Docker.removeImages("$registry/it/properties/".toString())
true
