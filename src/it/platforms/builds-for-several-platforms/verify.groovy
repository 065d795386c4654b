import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.IndexReader
import io.github.fdomaven.it.SshServer
import io.github.fdomaven.it.TestImages
import io.github.fdomaven.it.TestRegistry
import static io.github.fdomaven.it.EngineCli.DOCKER

def testRegistry = new TestRegistry(registry)
def json = { String file -> new JsonSlurper().parse(new File(basedir, "target/fdo/$file")).images }
def job = new CiJob(basedir, settings as File, localRepositoryPath)
def run = { String repository, String... arguments ->
    def result = job.run("-Dit.registry=$registry".toString(), "-Dit.repository=$repository".toString(), *arguments)
    assert result.status() == 0 : result.log()
    result.log()
}
def reader = new IndexReader(registry, System.getenv('IT_CRANE'))

// Without the translations, apt-get update takes half the time. Without sources of packages, it takes no time.
def bases = new TestImages(testRegistry, 'it/platforms-base')
bases.debians('bookworm', ['etc/apt/apt.conf.d/99-languages': 'Acquire::Languages "none";\n'])
bases.debians('small', ['etc/apt/sources.list': ''])

// Docker builds both platforms, and joins them.
testRegistry.forget('it/platforms/base', '1', '1-amd64', '1-arm64')
testRegistry.forget('it/platforms/child', '1', '1-amd64', '1-arm64')
def log = run('it/platforms', 'fdo:plan', 'fdo:build-image')
assert log =~ /base linux\/arm64 +build /
assert json('images.json')*.outcome == ['BUILT', 'BUILT']
['base', 'child'].each { name ->
    def index = "it/platforms/$name:1".toString()
    assert reader.architectures(index) == ['amd64', 'arm64']
    assert reader.raw(index).at('/annotations/fdo.recipe_digest').asText() ==~ /sha256:[0-9a-f]{64}/
    ['amd64', 'arm64'].each {
        assert reader.architecture(index, it) == it
        assert reader.digest(index, it) == testRegistry.digest("it/platforms/$name", "1-$it")
    }
    reader.validate(index)
}
def annotations = reader.raw('it/platforms/child:1').get('annotations')
assert annotations.get('fdo.base_image').asText() == "$registry/it/platforms/base:1"
assert annotations.get('fdo.base_digest').asText() == testRegistry.digest('it/platforms/base', '1')
['amd64': 'x86_64', 'arm64': 'aarch64'].each { arch, machine ->
    def image = "$registry/it/platforms/base:1-$arch".toString()
    // Docker warns about the other platform in the same output.
    assert DOCKER.run(image, 'cat', '/machine').endsWith("$machine\n")
    assert DOCKER.run(image, 'curl', '--version') =~ /(?m)^curl /
}

// The index is one image for the other goals.
log = run('it/platforms', 'fdo:build-image', 'fdo:inspect-image', 'fdo:check-base')
assert json('images.json')*.outcome == ['SKIPPED', 'SKIPPED']
assert json('inspect.json')[0].platforms == ['linux/amd64', 'linux/arm64']
assert json('bases.json')*.state == ['FRESH', 'FRESH']
assert run('it/platforms', 'fdo:run', '-Dfdo.image=child', '-Dfdo.command=uname -m').contains('x86_64')

// Only what is missing is built: the image for arm64 of the child.
testRegistry.forget('it/platforms/child', '1', '1-arm64')
run('it/platforms', 'fdo:build-image')
def images = json('images.json')
assert images*.outcome == ['SKIPPED', 'BUILT']
assert images[1].images*.outcome == ['SKIPPED', 'BUILT']

// An index and its images are deleted together.
log = run('it/platforms', 'fdo:delete-images', '-Dfdo.only=child', '-Dfdo.delete.tags=child', '-Dfdo.delete.confirm=true')
assert log.contains("it is an image of the index $registry/it/platforms/child:1, which is deleted")
assert !testRegistry.has('it/platforms/child', '1-arm64')

// Each platform by a job of its own, without packages; the engine for amd64 is behind ssh. A last job joins the images.
testRegistry.forget('it/platforms-jobs/base', '1', '1-amd64', '1-arm64')
def small = ['-Dit.base=small', '-Dit.packages='] as String[]
new SshServer(basedir).withCloseable { server ->
    job = job.variables(PATH: server.path())
    // The engine of the tests.
    def engine = server.address() + (System.getenv('DOCKER_HOST') ?: 'unix:///var/run/docker.sock').substring('unix://'.length())
    log = run('it/platforms-jobs', 'fdo:build-image', '-Dfdo.only=base linux/amd64', '-Pengine-of-amd64',
        "-Dit.engine=$engine".toString(), *small)
    assert log.contains(" at $engine") && !testRegistry.has('it/platforms-jobs/base', '1')

    // The machine behind ssh has another processor than that for which the engine is named.
    def result = job.run("-Dit.registry=$registry".toString(), '-Dit.repository=it/platforms-jobs', 'fdo:build-image',
        '-Dfdo.only=base linux/arm64', '-Pengine-of-arm64', "-Dit.engine=$engine".toString(), *small)
    assert result.status() == 1
    assert result.log().contains('for linux/arm64, but that engine is on linux/amd64.')
}
run('it/platforms-jobs', 'fdo:build-image', '-Dfdo.only=base linux/arm64', *small)
run('it/platforms-jobs', 'fdo:build-image', '-Dfdo.only=base', *small)
assert json('images.json')[0].images*.outcome == ['SKIPPED', 'SKIPPED']
['amd64', 'arm64'].each { assert reader.architecture('it/platforms-jobs/base:1', it) == it }

['it/platforms/', 'it/platforms-jobs/', 'it/platforms-base'].each { DOCKER.removeImages("$registry/$it".toString()) }
true
