import io.github.fdomaven.it.GitLabCiLocal
import io.github.fdomaven.it.TestImages
import io.github.fdomaven.it.TestRegistry
import static io.github.fdomaven.it.EngineCli.DOCKER

def testRegistry = new TestRegistry(registry)
['pipeline', 'one-job'].each { project ->
    ['base', 'child'].each { testRegistry.forget("it/platforms-$project/$it", *testRegistry.tags("it/platforms-$project/$it")) }
}

// The base image is an index of two Debians, with a package manager that does nothing.
['amd64': 'base/debian', 'arm64': 'base/debian-arm64'].each { arch, from ->
    def container = "fdo-it-pipeline-base-$arch".toString()
    def image = "$registry/it/pipeline-base:$arch".toString()
    DOCKER.call('run', '--name', container, '--platform', "linux/$arch".toString(), "$registry/$from:bookworm".toString(),
        'ln', '-s', '/bin/true', '/usr/local/bin/apk')
    DOCKER.call('commit', container, image)
    DOCKER.removeContainer(container)
    DOCKER.call('push', image)
}
new TestImages(testRegistry, 'it/pipeline-base').index('1', ['amd64': 'amd64', 'arm64': 'arm64'])

// The pipeline is that of the documented example. The runner of the tests runs all jobs on this machine.
def example = new File(basedir, '../../../../src/it/pipeline/builds-images-in-child-pipeline')
def templates = new File(basedir, 'ci/images.yml')
templates.parentFile.mkdir()
templates.text = new File(example, 'ci/images.yml').text
    .replaceFirst('  image: .*\n', '').replace('services:\n    - docker:dind', 'services: []')
new File(basedir, '.gitlab-ci.yml').text = new File(example, '.gitlab-ci.yml').text.replaceFirst('(?s)\npoke-dependents:.*', '')
context.put('project', new GitLabCiLocal(basedir, 'https://gitlab.example.org/it/platforms-pipeline',
    "$registry/base/debian:bookworm").maven(settings as File, localRepositoryPath).withChildPipelines())
true
