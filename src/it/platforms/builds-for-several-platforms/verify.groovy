import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
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
// Other programs read what the plugin has pushed.
def call = { List<String> command ->
    def process = command.execute()
    def output = new StringBuilder()
    def errors = new StringBuilder()
    process.waitForProcessOutput(output, errors)
    assert process.exitValue() == 0 : errors
    output.toString()
}
def skopeo = { String... arguments -> call(['skopeo', *arguments]) }
def crane = { String... arguments -> call(['chroot', System.getenv('IT_CRANE'), '/usr/bin/crane', '--insecure', *arguments]) }
def raw = { String reference -> new JsonSlurper().parseText(skopeo('inspect', '--tls-verify=false', '--raw', "docker://$reference")) }
def architecture = { String reference, String wanted ->
    new JsonSlurper().parseText(skopeo('inspect', '--tls-verify=false', '--override-arch', wanted, "docker://$reference")).Architecture
}

// The base image is an index of two Debians.
['amd64': 'base/debian', 'arm64': 'base/debian-arm64'].each { arch, from ->
    skopeo('copy', '--src-tls-verify=false', '--dest-tls-verify=false', "docker://$registry/$from:bookworm",
        "docker://$registry/it/platforms-base:$arch")
}
new TestImages(testRegistry, 'it/platforms-base').index('bookworm', ['amd64': 'amd64', 'arm64': 'arm64'])

// Docker builds both platforms, and joins them.
testRegistry.forget('it/platforms/base', '1', '1-amd64', '1-arm64')
testRegistry.forget('it/platforms/child', '1', '1-amd64', '1-arm64')
def log = run('it/platforms', 'fdo:plan', 'fdo:build-image')
assert log =~ /base linux\/arm64 +build /
assert json('images.json')*.outcome == ['BUILT', 'BUILT']
['base', 'child'].each { name ->
    def index = raw("$registry/it/platforms/$name:1")
    assert index.manifests*.platform*.architecture == ['amd64', 'arm64']
    assert index.manifests*.digest == ['1-amd64', '1-arm64'].collect { testRegistry.digest("it/platforms/$name", it) }
    assert index.annotations['fdo.recipe_digest'] ==~ /sha256:[0-9a-f]{64}/
    ['amd64', 'arm64'].each {
        assert architecture("$registry/it/platforms/$name:1", it) == it
        assert crane('digest', '--platform', "linux/$it", "$registry/it/platforms/$name:1").trim() ==
            testRegistry.digest("it/platforms/$name", "1-$it")
    }
    crane('validate', '--remote', "$registry/it/platforms/$name:1")
}
def child = raw("$registry/it/platforms/child:1")
assert child.annotations['fdo.base_image'] == "$registry/it/platforms/base:1"
assert child.annotations['fdo.base_digest'] == testRegistry.digest('it/platforms/base', '1')
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

// Podman builds both platforms too.
testRegistry.forget('it/platforms-podman/base', '1', '1-amd64', '1-arm64')
run('it/platforms-podman', 'fdo:build-image', '-Dfdo.only=base', "-Dfdo.docker.host=$podman".toString())
['amd64', 'arm64'].each { assert architecture("$registry/it/platforms-podman/base:1", it) == it }

// Each platform by a job of its own; the engine for amd64 is behind ssh. A last job joins the images.
testRegistry.forget('it/platforms-jobs/base', '1', '1-amd64', '1-arm64')
new SshServer(basedir).withCloseable { server ->
    job = job.variables(PATH: server.path())
    // The engine of the tests.
    def engine = server.address() + (System.getenv('DOCKER_HOST') ?: 'unix:///var/run/docker.sock').substring('unix://'.length())
    log = run('it/platforms-jobs', 'fdo:build-image', '-Dfdo.only=base linux/amd64', '-Pengine-of-amd64',
        "-Dit.engine=$engine".toString())
    assert log.contains(" at $engine") && !testRegistry.has('it/platforms-jobs/base', '1')

    // The machine behind ssh has another processor than that for which the engine is named.
    def result = job.run("-Dit.registry=$registry".toString(), '-Dit.repository=it/platforms-jobs', 'fdo:build-image',
        '-Dfdo.only=base linux/arm64', '-Pengine-of-arm64', "-Dit.engine=$engine".toString())
    assert result.status() == 1
    assert result.log().contains('for linux/arm64, but that engine is on linux/amd64.')
}
run('it/platforms-jobs', 'fdo:build-image', '-Dfdo.only=base linux/arm64')
run('it/platforms-jobs', 'fdo:build-image', '-Dfdo.only=base')
assert json('images.json')[0].images*.outcome == ['SKIPPED', 'SKIPPED']
['amd64', 'arm64'].each { assert architecture("$registry/it/platforms-jobs/base:1", it) == it }

['it/platforms/', 'it/platforms-jobs/', 'it/platforms-base'].each { DOCKER.removeImages("$registry/$it".toString()) }
true
