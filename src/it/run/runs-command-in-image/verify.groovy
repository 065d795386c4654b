import groovy.json.JsonSlurper
import static io.github.fdomaven.it.EngineCli.DOCKER

import java.nio.file.Files

def log = new File(basedir, 'build.log').text
def name = '[debian/bookworm]'
assert log.contains("[INFO] $name $basedir is mounted at $basedir\n")
assert log.contains("[INFO] $name   here is $basedir\n")
assert log.contains("[INFO] $name   a file of the project\n")
assert log.contains("[INFO] $name   the token is ***\n")
assert !log.contains('s3cr3t-of-the-run')
assert !log.contains('] pull ')

def output = new File(basedir, 'output.txt')
assert output.text == 'the token is s3cr3t-of-the-run\n'
assert Files.getOwner(output.toPath()) == Files.getOwner(new File(basedir, 'target').toPath())

def run = new JsonSlurper().parse(new File(basedir, 'target/fdo/run.json'))
assert run.name == 'debian/bookworm' && run.status == 0 && run.seconds > 0
assert run.reference == 'localhost/runs-command-in-image/debian/bookworm:1'

assert DOCKER.call('container', 'ls', '--all', '--quiet', '--filter', "volume=$basedir".toString()).blank
DOCKER.removeImages('localhost/runs-command-in-image/')
true
