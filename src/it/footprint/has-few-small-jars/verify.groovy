import java.util.spi.ToolProvider

def log = new File(basedir, 'build.log').text.readLines()
def realm = log.findIndexOf { it.contains('Populating class realm plugin>io.github.fdomaven:fdo-maven-plugin') }
def jars = log.drop(realm + 1).collect { it =~ /Included: ([^:]+):([^:]+):jar:(\S+)/ }.takeWhile { it.find() }.collect {
    def (group, name, version) = [it.group(1), it.group(2), it.group(3)]
    new File(localRepositoryPath, "${group.replace('.', '/')}/$name/$version/$name-${version}.jar")
}
def list = jars.sort { -it.length() }.collect { "  ${it.length()} $it.name" }.join('\n')
println "The plugin's realm has ${jars.size()} jars and ${jars*.length().sum()} bytes:\n$list"
assert jars.size() in 2..16 : "More than 16 jars:\n$list"
assert jars*.length().sum() <= 12_000_000 : "More than 12 MB:\n$list"

// The shade plugin leaves out the classes that cannot be reached. Java ignores annotations that do not exist.
def output = new StringWriter()
def plugin = jars.find { it.name.startsWith('fdo-maven-plugin') }
def classPath = jars*.path.join(File.pathSeparator)
assert ToolProvider.findFirst('jdeps').get().run(new PrintWriter(output), new PrintWriter(output),
        '--multi-release', '17', '--missing-deps', '-cp', classPath, plugin.path) == 0
def fromMaven = ['org.apache.maven.', 'org.codehaus.plexus.', 'org.eclipse.aether.', 'org.slf4j.', 'javax.inject.']
def annotations = ['com.google.errorprone.annotations.', 'com.google.j2objc.annotations.', 'javax.annotation.', 'org.jspecify.annotations.']
def missing = output.toString().readLines().collect { it =~ /^ +(\S+) +-> (\S+) +not found$/ }.findAll { it.find() }
        .collect { [user: it.group(1), used: it.group(2)] }
        .findAll { entry -> !(fromMaven + annotations).any { entry.used.startsWith(it) } }
// docker-java reads the files for TLS with BouncyCastle. The plugin reads them itself.
assert missing*.user.toSet() == ['com.github.dockerjava.core.LocalDirectorySSLConfig', 'com.github.dockerjava.core.util.CertificateUtils'] as Set : missing
assert missing*.used.every { it.startsWith('org.bouncycastle.') } : missing
true
