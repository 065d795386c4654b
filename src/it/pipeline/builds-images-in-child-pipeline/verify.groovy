import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.documentation.DocumentationPage
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.TestRegistry
import io.github.fdomaven.pipeline.Pipelines

def gitlab = context.get('gitlab')
def project = context.get('project')
def testRegistry = new TestRegistry(registry)
def pipeline = new File(basedir, 'target/fdo/pipeline.yml')
def tag = { name -> testRegistry.tags("group/images/$name".toString()).find { name != 'docs' || it.endsWith('-amd64') } }
def label = { name, key -> testRegistry.labels("group/images/$name".toString(), tag(name)).get(key).asText() }
def succeeded = { result ->
    assert result.status() == 0, result.log()
    result.log()
}

// The file is valid in GitLab's schema.
assert project.jobs() == ['generate-pipeline', 'build-images', 'poke-dependents']

// A push builds all images in the child pipeline, each after its base image. The parent pokes.
gitlab.project('group/dependent').token('trigger-token-of-the-dependent').runner { true }
project.variables(CI_REGISTRY: registry, CI_REGISTRY_IMAGE: "$registry/group/images", FDO_BASE_IMAGE: "$registry/base/fedora:41",
    DEPENDENT_TRIGGER_TOKEN: 'trigger-token-of-the-dependent')
def log = succeeded(project.run(100, 'push', [:]))
assert log.contains('pipeline.yml has 4 jobs.')
assert log =~ /build tools +starting/
assert log.indexOf('[tools] build') > log.indexOf('[base] BUILT')
assert log.contains('[tools] BUILT') && log.contains('[docs linux/amd64] BUILT')
assert log.indexOf('[docs] join') > log.indexOf('[docs linux/amd64] BUILT')
assert log.contains('[docs] join linux/amd64 in ')
assert ['base', 'tools', 'docs'].collect { label(it, 'fdo.pipeline_id') } == ['100', '100', '100']
assert label('tools', 'fdo.base_digest') == testRegistry.digest('group/images/base', tag('base'))
assert log.contains("was built by this pipeline (fdo.pipeline_id = 100): poke its dependents")
assert gitlab.pipelines().size() == 1

// The images are those that build-image makes: a second pipeline has nothing to build, and pokes nothing.
log = succeeded(project.run(101, 'push', [:]))
assert log.contains('No image needs work')
assert log =~ /nothing to build +> All images exist/
assert log.contains('was built by pipeline 100; this is pipeline 101: do not poke its dependents')
assert gitlab.pipelines().size() == 1

def maven = { name, variables, String... arguments ->
    new CiJob(basedir, settings as File, localRepositoryPath)
        .log("${name}.log".toString())
        .variables(CI_REGISTRY_IMAGE: "$registry/group/images", CI_PROJECT_DIR: basedir, CI_PIPELINE_ID: 102,
            FDO_BASE_IMAGE: "$registry/base/fedora:41")
        .variables(variables).run(*arguments)
}
def generate = { name, variables, String... options -> maven(name, variables, *options, 'fdo:generate-pipeline') }

// A changed recipe gives jobs for the image and its children only.
def pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replace('echo base', 'echo another base')
succeeded(generate('changed', [:]))
assert project.jobs(pipeline) == ['build base', 'build tools']
assert pipeline.text.contains("FDO_BASE_IMAGE: $registry/base/fedora:41\n".toString())

// Where no image exists, the jobs are those that the documentation shows. It shows no base image and no options of this test.
def page = DocumentationPage.all().find { "$it".contains('child-pipelines.md') }.snippets()
pom.text = page.find { it.text().startsWith('<project') }.text()
succeeded(generate('documented', [CI_REGISTRY_IMAGE: "$registry/group/no-images", CI_PIPELINE_ID: 100]))
def shown = pipeline.text.replaceFirst('(?s).*?\n\n', '').replaceFirst('  FDO_BASE_IMAGE: .*\n', '')
    .replace(" -s $settings", '').replace(" -Dmaven.repo.local=$localRepositoryPath", '')
assert page.any { it.text() == shown }

// The other snippet describes the jobs without a template.
pom.text = pom.text.replaceFirst('(?s) *<pipeline>.*</pipeline>\n', page.find { it.text().startsWith('<pipeline>') }.text())

// The jobs get the options of Maven, but no secrets.
log = succeeded(generate('options', [FDO_ONLY: 'docs', FDO_FORCE_REBUILD: 1, SOME_TOKEN: 'token-of-the-test-1', MAVEN_SETTINGS: settings],
    '-Pextra', '-pl', '.', '-Dmy.dir=' + basedir + '/a b', '-Dmy.password=password-of-the-test', '-Dmy.id=token-of-the-test-1'))
assert project.jobs(pipeline) == ['build docs linux/amd64', 'build docs linux/arm64', 'join docs']
def text = pipeline.text
assert text.contains('mvn -B -s "$MAVEN_SETTINGS" -P extra -pl . fdo:build-image \'\'-Dfdo.only=docs linux/amd64\'\' -Dfdo.force.rebuild=true')
assert text.contains('-pl . fdo:build-image -Dfdo.only=docs -Dfdo.join.only=true ')
assert text.contains('-Dmy.dir="$CI_PROJECT_DIR"\'\'/a b\'\'')
assert text.contains("""
  stage: images
  image: maven:3.9-eclipse-temurin-17
  tags:
    - docker
    - large
  services:
    - docker:dind
  before_script:
    - 'apt-get update && apt-get install -y git'
""")
assert text.contains('\n  DOCKER_HOST: tcp://docker:2376\n')
assert !text.contains('of-the-test')
assert log.contains('do not get the property my.password, because it is a secret')
assert log.contains('do not get the property my.id, because it is a secret')

// Without a registry, a job cannot use the image of another job, and there is no index.
def failed = generate('local', [CI_REGISTRY_IMAGE: ''])
assert failed.status() == 1
assert failed.log().contains('pass images on through a registry. There is none: set <registryImage>')
failed = maven('plan', [CI_REGISTRY_IMAGE: ''], 'fdo:plan')
assert failed.status() == 1
assert failed.log().contains("The image 'docs' has <platforms>. The index of its platforms can be in a registry only. Set <registryImage>")
assert failed.log().contains(", or build the image for one platform with -Dfdo.only='docs linux/amd64'.")

// A value in the POM would make each job of an index build all platforms.
pom.text = pom.text.replace('<pipeline>', '<only>docs</only><pipeline>')
failed = generate('only', [:])
assert failed.status() == 1
assert failed.log().contains('The POM sets <only> (-Dfdo.only, FDO_ONLY), so each job would build all of these images.')

// Odd names and many images are valid in GitLab's schema, and gitlab-ci-local finds all jobs.
Pipelines.writeOddNames(pipeline.toPath())
assert project.jobs(pipeline).size() == Pipelines.ODD_NAMES.size()
Pipelines.writeMany(pipeline.toPath(), 300)
assert project.jobs(pipeline).size() == 300

DOCKER.removeImages("$registry/group/images".toString())
gitlab.close()
true
