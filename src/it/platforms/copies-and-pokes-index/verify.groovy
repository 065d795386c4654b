import io.github.fdomaven.gitlab.stub.GitLabStub
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.IndexReader
import io.github.fdomaven.it.TestImages
import io.github.fdomaven.it.TestRegistry
import static io.github.fdomaven.it.EngineCli.DOCKER

def upstream = 'it/platforms-upstream'
def fork = 'it/platforms-fork'
def tags = ['1', '1-amd64', '1-arm64'] as String[]
def testRegistry = new TestRegistry(registry)
def reader = new IndexReader(registry, System.getenv('IT_CRANE'))
def gitlab = new GitLabStub()
gitlab.project('group/app').token('trigger-token-of-the-app')
def job = new CiJob(basedir, settings as File, localRepositoryPath)
    .variables(APP_TOKEN: 'trigger-token-of-the-app', CI_API_V4_URL: gitlab.apiUrl(), CI_PROJECT_PATH: 'group/base')
def run = { int status, String repository, Map variables, String... arguments ->
    def result = job.variables(variables).run("-Dit.registry=$registry", "-Dit.repository=$repository", *arguments)
    assert result.status() == status : result.log()
    result.log()
}

// apt-get has no sources of packages, so it is done in a moment.
def images = new TestImages(testRegistry, upstream)
images.debians('bookworm', ['etc/apt/sources.list': ''])
testRegistry.forget("$upstream/base", tags)
testRegistry.delete("$fork/base", tags)
def cache = new File(basedir, 'cache')
cache.mkdir()

// The pipeline that built the index pokes its dependents, once. Another pipeline does not.
def log = run(0, upstream, [CI_PIPELINE_ID: 100], 'fdo:build-image', 'fdo:poke-dependents')
assert log.contains("[base] $registry/$upstream/base:1 was built by this pipeline (fdo.pipeline_id = 100): poke its dependents")
assert gitlab.pipelines()*.project()*.path() == ['group/app']
log = run(0, upstream, [CI_PIPELINE_ID: 101], 'fdo:build-image', 'fdo:poke-dependents')
assert log.contains("[base] $registry/$upstream/base:1 was built by pipeline 100; this is pipeline 101: do not poke its dependents")
assert gitlab.pipelines().size() == 1

// The fork copies the index, the images and all tags. It needs no engine.
def toFork = ["-Dfdo.upstream.repo=$upstream", '-Dfdo.docker.host=unix:///there/is/no/engine.sock'] as String[]
log = run(0, fork, [CI_PIPELINE_ID: 102], 'fdo:build-image', 'fdo:poke-dependents', *toFork)
tags.each { assert testRegistry.digest("$fork/base", it) == testRegistry.digest("$upstream/base", it) }
assert log.contains("COPIED $registry/$fork/base:1@${testRegistry.digest("$upstream/base", '1')}")
assert reader.architectures("$fork/base:1") == ['amd64', 'arm64']
def annotations = reader.raw("$fork/base:1").get('annotations')
assert annotations == reader.raw("$upstream/base:1").get('annotations')
assert annotations.get('fdo.pipeline_id').asText() == '100' && annotations.get('team').asText() == 'platforms'
['amd64', 'arm64'].each {
    assert reader.digest("$fork/base:1", it) == testRegistry.digest("$upstream/base", "1-$it")
}
reader.validate("$fork/base:1")
assert gitlab.pipelines().size() == 1

// Another pipeline moves the tag of the index while this one builds. The program of the image waits for that.
testRegistry.forget("$upstream/base", tags)
def waiting = 'until test -e /cache/moved; do sleep 0.2; done'
job.start("-Dit.registry=$registry", "-Dit.repository=$upstream", "-Dit.exec=$waiting", 'fdo:build-image').withCloseable { maven ->
    maven.until('[base linux/arm64] exec: ')
    new TestImages(testRegistry, "$upstream/base").debians('moved', [moved: ''])
    testRegistry.tag("$upstream/base", 'moved', '1')
    new File(cache, 'moved').text = ''
    // Maven prints this line after the message.
    maven.until('Re-run Maven using the -X switch')
    log = maven.log()
}
def moved = testRegistry.digest("$upstream/base", '1')
assert moved == testRegistry.digest("$upstream/base", 'moved')
assert log.contains("Another pipeline pushed $moved to $registry/$upstream/base:1 during the build, from another recipe."
    + ' The tag was not changed.') : log

// An index whose image for arm64 has vanished is not copied, and is no base image for arm64.
def vanished = testRegistry.digest("$upstream/base", 'moved-arm64')
testRegistry.delete("$upstream/base", 'moved-arm64')
testRegistry.delete("$fork/base", tags)
log = run(1, fork, [:], 'fdo:build-image', *toFork)
assert log.contains("The index $registry/$upstream/base:1 names $registry/$upstream/base@$vanished, which does not exist.") : log
assert !testRegistry.has("$fork/base", '1')
// The engine has not pulled this base image.
images.debians('vanished', [vanished: ''])
vanished = testRegistry.digest(upstream, 'vanished-arm64')
testRegistry.delete(upstream, 'vanished-arm64')
log = run(1, upstream, [:], 'fdo:build-image', '-Dfdo.only=base linux/arm64', '-Dit.base=vanished')
assert log.contains("The index $registry/$upstream:vanished names $registry/$upstream@$vanished, which does not exist.") : log

gitlab.close()
DOCKER.removeImages("$registry/$upstream".toString())
true
