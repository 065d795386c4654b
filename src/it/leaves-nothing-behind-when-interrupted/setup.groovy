import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/leaves-nothing-behind-when-interrupted/')
true
