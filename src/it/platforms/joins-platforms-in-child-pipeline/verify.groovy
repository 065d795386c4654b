import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.TestRegistry
import static io.github.fdomaven.it.EngineCli.DOCKER

def testRegistry = new TestRegistry(registry)
def baseImage = "$registry/it/pipeline-base:1".toString()
def inspect = { String reference, String... options ->
    def process = ['skopeo', 'inspect', '--tls-verify=false', *options, "docker://$registry/$reference".toString()].execute()
    def output = new StringBuilder()
    def errors = new StringBuilder()
    process.waitForProcessOutput(output, errors)
    assert process.exitValue() == 0, errors
    new JsonSlurper().parseText(output.toString())
}
// The labels that two builds of an image have in common.
def common = { Map labels, String project ->
    labels.subMap(['fdo.pipeline_id', 'fdo.base_image', 'fdo.recipe', 'fdo.recipe_digest'])
        .collectEntries { key, value -> [key, value.replace("it/platforms-$project/", '')] }
}
def describe = { String project, String name ->
    def repository = "it/platforms-$project/$name".toString()
    def tags = testRegistry.tags(repository).toSet()
    def tag = tags.min { it.length() }
    def index = inspect("$repository:$tag", '--raw')
    assert index.manifests*.digest == ['amd64', 'arm64'].collect { testRegistry.digest(repository, "$tag-$it".toString()) }
    def members = index.manifests.collect { member ->
        def config = inspect("$repository@${member.digest}", '--config')
        [architecture: config.architecture, layers: config.rootfs.diff_ids.size(), config: config.config - [Labels: config.config.Labels],
            labels: common(config.config.Labels, project), platform: member.platform, type: member.mediaType]
    }
    [tags: tags, type: index.mediaType, annotations: common(index.annotations, project), members: members]
}

// The jobs of the child pipeline build each image for each platform, and join them.
def project = context.get('project').variables(CI_REGISTRY: registry, CI_REGISTRY_IMAGE: "$registry/it/platforms-pipeline",
    FDO_BASE_IMAGE: baseImage)
def result = project.run(100, 'push', [:])
def log = result.log()
assert result.status() == 0, log
assert project.jobs(new File(basedir, 'target/fdo/pipeline.yml')) == ['build base linux/amd64', 'build base linux/arm64', 'join base',
    'build child linux/amd64', 'build child linux/arm64', 'join child']
['base', 'child'].each { name ->
    ['linux/amd64', 'linux/arm64'].each { assert log.contains("[$name $it] BUILT") && log =~ /build $name $it +finished/ }
    assert log.contains("[$name] join linux/amd64, linux/arm64 in ")
}
assert log.indexOf('[child] join ') > log.indexOf('[base] join ')

// One build-image makes the same images.
def one = new CiJob(basedir, settings as File, localRepositoryPath).variables(CI_REGISTRY: registry,
    CI_REGISTRY_IMAGE: "$registry/it/platforms-one-job", FDO_BASE_IMAGE: baseImage, CI_PIPELINE_ID: '100').run('fdo:build-image')
assert one.status() == 0, one.log()
['base', 'child'].each { name ->
    assert describe('pipeline', name) == describe('one-job', name)
}
def tag = { name -> testRegistry.tags("it/platforms-pipeline/$name".toString()).min { it.length() } }
assert inspect("it/platforms-pipeline/child:${tag('child')}", '--raw').annotations['fdo.base_digest'] ==
    testRegistry.digest('it/platforms-pipeline/base', tag('base'))
['amd64': 'x86_64', 'arm64': 'aarch64'].each { arch, machine ->
    // Docker warns about the other platform in the same output.
    assert DOCKER.run("$registry/it/platforms-pipeline/child:${tag('child')}-$arch".toString(), 'cat', '/machine').endsWith("$machine\n")
}

// The images exist: a second pipeline has nothing to build.
result = project.run(101, 'push', [:])
assert result.status() == 0 && result.log().contains('No image needs work'), result.log()

['it/platforms-pipeline/', 'it/platforms-one-job/', 'it/pipeline-base'].each { DOCKER.removeImages("$registry/$it".toString()) }
true
