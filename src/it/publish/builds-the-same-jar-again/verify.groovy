import io.github.fdomaven.it.CiJob
import java.nio.file.Files

// A second build of the plugin: in another directory, with another umask, time zone and language, in an empty local repository.
def project = new File(basedir, '../../../..').canonicalFile
def copy = new File(basedir, 'another directory')
['pom.xml', '.mvn', 'src/main'].each { name ->
    def target = new File(copy, name)
    target.parentFile.mkdirs()
    assert ['cp', '-r', new File(project, name), target]*.toString().execute().waitFor() == 0
}
def repository = new File(basedir, 'repository')
def withGroup = new File(basedir, 'settings.xml')
withGroup.text = new File(settings).text
    .replace('</settings>', '<pluginGroups><pluginGroup>io.github.fdomaven</pluginGroup></pluginGroups></settings>')

def result = new CiJob(copy, withGroup, repository)
    .under(['sh', '-c', 'umask 002 && exec "$@"', 'sh'])
    .variables(MAVEN_OPTS: '-Duser.timezone=Pacific/Auckland -Duser.language=tr -Duser.country=TR')
    .run('-Dquick', '-Dmaven.test.skip=true', '-Djacoco.skip=true', 'install')
assert result.status() == 0 : result.log()

// The jar is the same, byte for byte.
def jars = [project, copy].collect { new File(it, 'target').listFiles().findAll { it.name ==~ /fdo-maven-plugin-[^-]+(-SNAPSHOT)?\.jar/ } }
assert jars*.size() == [1, 1]
assert Files.mismatch(jars[0][0].toPath(), jars[1][0].toPath()) == -1 : "${jars[0][0]} differs from ${jars[1][0]}"

// After the installation, the prefix is enough to call a goal.
result = new CiJob(basedir, withGroup, repository).log('help.log').run('fdo:help')
assert result.status() == 0 : result.log()
assert result.log().contains('fdo:build-image')
true
