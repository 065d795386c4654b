import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.TestRegistry

def script = new File(basedir, '../../../../src/it/environment/versions').canonicalPath
def versions = script.execute().with { process ->
    process.consumeProcessErrorStream(System.err)
    def lines = process.inputStream.readLines()
    assert process.waitFor() == 0
    lines*.split('\t')*.toList()
}
assert versions.size() == 4 && versions.every { it.size() == 3 } : versions

def image = "$registry/it/runs-on-supported-versions/debian/bookworm"
versions.each { version, maven, java ->
    new GitLabStub().withCloseable { gitlab ->
        gitlab.project('group/app').token('trigger-token-of-the-app')
        def job = new CiJob(basedir, settings as File, localRepositoryPath).maven(new File(maven))
            .variables(JAVA_HOME: java, APP_TOKEN: 'trigger-token-of-the-app', CI_PIPELINE_ID: '100', CI_PROJECT_PATH: 'group/base')
        def run = { String log, CharSequence... arguments ->
            def result = job.log("$version-${log}.log")
                .run("-Dit.registry=$registry", "-Dfdo.gitlab.url=${gitlab.url()}", "-Dfdo.distribution.tag=$version", *arguments)
            assert result.status() == 0 : "Maven $version with $java: ${result.log()}"
            assert !(result.log() =~ /\[WARNING\].*([Dd]eprecat|fdo-maven-plugin)/) : "Maven $version with $java: ${result.log()}"
            result.log()
        }
        // An earlier run of this test may have built the image.
        run('build', '-Dfdo.force.rebuild=true', 'fdo:build-image')
        assert new TestRegistry(registry).digest('it/runs-on-supported-versions/debian/bookworm', version).startsWith('sha256:')

        def log = run('skip', '-Dfdo.poke.force=true', 'fdo:plan', 'fdo:build-image', 'fdo:poke-dependents')
        println "Maven $version with $java builds, plans, skips and pokes"
        assert log =~ /base +skip +$image:$version/ && log.contains("SKIPPED $image:$version") : log
        assert gitlab.pipelines()*.project()*.path() == ['group/app'] : log
    }
}
true
