import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def image = "$registry/base/debian:bookworm"
assert log.contains("[INFO] [$image] pull $image\n")
assert log.contains("[INFO] [$image]   before\n")
assert log.contains("The command 'echo before; exit 7' ended with status 7 in $image. Its output is above.")
assert log.contains('BUILD FAILURE')
def run = new JsonSlurper().parse(new File(basedir, 'target/fdo/run.json'))
assert run.status == 7 && run.command == 'echo before; exit 7'
true
