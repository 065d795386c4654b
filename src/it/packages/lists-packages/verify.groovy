import groovy.json.JsonSlurper
import io.github.fdomaven.it.TestRegistry
import org.cyclonedx.Version
import org.cyclonedx.parsers.JsonParser
import static io.github.fdomaven.it.EngineCli.DOCKER

def reports = new File(basedir, 'target/fdo')
def json = { file -> new JsonSlurper().parse(new File(reports, file)) }
def byName = { images -> images.collectEntries { [it.name, it] } }
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..2]
def images = "$registry/it/lists-packages"
def deb = "$images/debian/bookworm:deb".toString()
def lines = { packages -> packages.collect { "$it.name\t$it.version\t$it.architecture".toString() } as Set }

// The reports have what the package managers say, for an image that was skipped too.
def built = byName(json('images.json').images)
assert built.deb.outcome == 'SKIPPED' && built.rpm.outcome == 'SKIPPED'
def dpkg = DOCKER.run(deb, 'dpkg-query', '-W', '-f', '${Package}\t${Version}\t${Architecture}\n').readLines() as Set
assert lines(built.deb.packages) == dpkg && dpkg.size() > 50
assert !built.deb.packages*.name.contains('tzdata')
def inspected = byName(json('inspect.json').images)
def rpm = DOCKER.run("$images/fedora/41:rpm-amd64".toString(), 'rpm', '-qa', '--qf', '%{NAME}\t%{VERSION}-%{RELEASE}\t%{ARCH}\n').readLines()
def hello = rpm.find { it.startsWith('hello-fdo\t') }
assert lines(inspected.rpm.images[0].packages) == [hello] as Set

// The labels, read as the documentation says.
def command = '''docker inspect --format '{{index .Config.Labels "fdo.packages"}}' "$IMAGE" | base64 -d | gunzip'''
def shell = new ProcessBuilder('sh', '-c', command)
shell.environment().put('IMAGE', deb)
def list = shell.start().inputStream.bytes
assert new String(list).readLines()[0] == '# deb debian 12' && new String(list).readLines().size() == dpkg.size() + 1
def labels = new TestRegistry(registry).labels('it/lists-packages/debian/bookworm', 'deb')
assert labels.get('fdo.packages_digest').asText() == 'sha256:' + list.digest('SHA-256')

// A broken database does not fail the build, and the image has neither a list nor that of its base image.
assert runs[0] =~ /\[WARNING\] \[broken\] Could not list its packages, so that it gets no package list: the package manager ended with status 2: /
assert built.broken.packages == null && runs[1].contains('  packages    unknown: the image has no label fdo.packages\n')

// inspect-image shows a table for each platform.
assert runs[1] =~ /  packages    ${dpkg.size()} of debian 12; 1 matches 'dpkg\*,hello-fdo'\n/
assert runs[1] =~ /  PACKAGE  VERSION +ARCHITECTURE  SOURCE\n.*  dpkg     1\./
assert runs[1] =~ /  packages    linux\/amd64 ${rpm.size()} of \S+ \S+; 1 matches /
assert runs[1] =~ /  PACKAGE OF linux\/amd64  VERSION .*\n.*  hello-fdo /

// The SBOMs are valid, and identify the images.
def sboms = reports.list().findAll { it.startsWith('gl-sbom-') } as Set
assert sboms == ['gl-sbom-deb.cdx.json', 'gl-sbom-rpm-linux-amd64.cdx.json'] as Set
sboms.each { assert new JsonParser().validate(new File(reports, it), Version.VERSION_16).isEmpty() }
def sbom = json('gl-sbom-deb.cdx.json')
assert sbom.metadata.component.name == deb && sbom.metadata.component.version == built.deb.digest
assert sbom.components.count { it.type == 'library' } == dpkg.size()
assert sbom.components.find { it.name == 'dpkg' }.purl.startsWith('pkg:deb/debian/dpkg@')
assert json('gl-sbom-rpm-linux-amd64.cdx.json').components.find { it.name == 'hello-fdo' }.purl.startsWith('pkg:rpm/')
true
