import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

import java.time.Duration

def gitlab = context.get('gitlab')
def base = context.get('base')
def dependent = context.get('dependent')
def repository = context.get('repository')
def testRegistry = new TestRegistry(registry)
def baseImage = "$registry/group/base/debian/bookworm:base.0".toString()
def dependentImage = "$registry/group/dependent/debian/bookworm:dependent.0".toString()
def digests = [base: { testRegistry.digest('group/base/debian/bookworm', 'base.0') },
    dependent: { testRegistry.digest('group/dependent/debian/bookworm', 'dependent.0') }]
def baseOfDependent = { testRegistry.labels('group/dependent/debian/bookworm', 'dependent.0').get('fdo.base_digest').asText() }
def succeeded = { result ->
    assert result.status() == 0, result.log()
    result.log()
}
def run = { project, id, source -> succeeded(project.run(id, source, [:])) }

// The files are valid in GitLab's schema.
assert base.jobs() == ['build-image', 'check-packages', 'test-image', 'poke-dependents', 'pages']
assert dependent.jobs() == ['build-image', 'check-base', 'test']

base.variables(FDO_BASE_IMAGE: "$registry/group/debian:bookworm", DEPENDENT_TRIGGER_TOKEN: 'trigger-token-of-the-dependent')
def triggered = [:]
gitlab.project('group/dependent').token('trigger-token-of-the-dependent').runner { pipeline ->
    triggered[pipeline.id()] = dependent.run(pipeline.id(), pipeline.source(), pipeline.variables())
    true
}
def lastTriggered = {
    def pipeline = gitlab.pipelines().last()
    assert pipeline.await(Duration.ofMinutes(10)) == 'success'
    assert pipeline.variables() == [BASE_REBUILT: 'yes', FDO_POKE_CHAIN: 'group/base']
    succeeded(triggered[pipeline.id()])
}

// A push builds the base image and uses it. The poke starts the first pipeline of the dependent.
def log = run(base, 100, 'push')
assert log.contains("BUILT $baseImage@${digests.base()}")
assert log =~ /test-image +> GNU Make/
assert log.contains('[base] ' + baseImage + ' was built by this pipeline (fdo.pipeline_id = 100): poke its dependents')
assert gitlab.pipelines().size() == 1
log = lastTriggered()
assert log.contains("BUILT $dependentImage@${digests.dependent()}")
// The image of the job test comes from the dotenv report.
assert log.contains("starting $dependentImage ")
assert log =~ /test +> jq-1/
assert baseOfDependent() == digests.base()
// The page has what both jobs did.
def page = new File(basedir, 'base/public/index.html').text
assert page.contains('<h3>base</h3>') && page.contains('>BUILT</span>')
assert page.contains('group/dependent') && page.contains('>POKED</span>')
testRegistry.tag('group/base/debian/bookworm', 'base.0', 'first')

// A schedule of the base project finds an update and rebuilds the image. The dependent is poked and rebuilds on it.
def first = [base: digests.base(), dependent: digests.dependent()]
repository.add('tool', '1.1')
log = run(base, 101, 'schedule')
assert log.contains("[base] $baseImage: UPDATES: an upgrade would install ")
assert log.contains('tool 1.0 -> 1.1')
assert log.contains("[base] build $baseImage: its packages have updates")
// What the rebuild changed.
assert log =~ /tool +1\.0 +(-> +)?1\.1/
assert log.contains("BUILT $baseImage@${digests.base()}")
assert log.contains('imported cache')
assert gitlab.pipelines().size() == 2
log = lastTriggered()
assert log.contains("[dependent] build $dependentImage: a rebuild is forced")
assert digests.base() != first.base && digests.dependent() != first.dependent
assert baseOfDependent() == digests.base()
def second = [base: digests.base(), dependent: digests.dependent()]

// The schedule of the next day finds nothing, and a push changes nothing. Both build nothing and poke nothing.
repository.publish()
log = run(base, 102, 'schedule')
assert log.contains("[base] $baseImage: UP_TO_DATE: ")
assert log.contains("SKIPPED $baseImage@$second.base")
assert log.contains('was built by pipeline 101; this is pipeline 102: do not poke its dependents')
log = run(base, 103, 'push')
assert log.contains("SKIPPED $baseImage@$second.base")
assert log.contains('was built by pipeline 101; this is pipeline 103: do not poke its dependents')
assert digests.base() == second.base
assert gitlab.pipelines().size() == 2

// A schedule of the dependent builds nothing if the base image has not changed, and rebuilds the image if it has.
log = run(dependent, 201, 'schedule')
assert log.contains("[dependent] $dependentImage: FRESH: its base image $baseImage still has the digest $second.base")
assert log.contains("SKIPPED $dependentImage@$second.dependent")
assert log =~ /test +> jq-1/
testRegistry.tag('group/base/debian/bookworm', 'first', 'base.0')
log = run(dependent, 202, 'schedule')
assert log.contains("[dependent] $dependentImage: STALE: its base image $baseImage had the digest $second.base when the image was built, and has $first.base now")
assert digests.dependent() != second.dependent
assert baseOfDependent() == first.base
assert log.contains("BUILT $dependentImage@${digests.dependent()}")
assert log =~ /test +> jq-1/
assert gitlab.pipelines().size() == 2

DOCKER.removeImages("$registry/group/".toString())
repository.close()
gitlab.close()
true
