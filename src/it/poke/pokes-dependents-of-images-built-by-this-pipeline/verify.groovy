import groovy.json.JsonSlurper

def gitlab = context.get('gitlab')
gitlab.close()
def log = new File(basedir, 'build.log').text
def image = "[base] $registry/it/pokes/debian/bookworm:1"

assert log.contains("$image was built by pipeline 101; this is pipeline 100: do not poke its dependents")
assert log.count("$image was built by this pipeline (fdo.pipeline_id = 101): poke its dependents") == 2
assert log.contains('poke group/app (main) for base')

// Run 2 pokes each dependent once. In run 3 the app is in the chain already.
def pipelines = gitlab.pipelines()
assert pipelines*.project()*.path().sort() == ['group/app', 'group/other', 'group/other']
def app = pipelines.find { it.project().path() == 'group/app' }
assert app.ref() == 'main' && app.source() == 'trigger'
assert app.variables() == [BASE_REBUILT: 'yes, and "quoted" & ünïcode', FDO_POKE_CHAIN: 'group/base']
def others = pipelines.findAll { it.project().path() == 'group/other' }
assert others*.source() == ['pipeline', 'pipeline']
assert others*.variables() == [[FDO_POKE_CHAIN: 'group/base'], [FDO_POKE_CHAIN: 'Group/App,group/between,group/base']]
assert log.contains("POKED group/app (main): pipeline ${app.id()} ${app.webUrl()}")
assert log.contains('[WARNING] LOOP group/app (main): Not poked, because this would be a loop:'
        + ' Group/App → group/between → group/base → group/app.')

def pokes = new JsonSlurper().parse(new File(basedir, 'target/fdo/pokes.json')).pokes
assert pokes*.project == ['group/app', 'group/other']
assert pokes*.outcome == ['LOOP', 'POKED']
assert pokes[0].pipelineId == null && pokes[0].webUrl == null && pokes[0].message.startsWith('Not poked')
assert pokes[1].pipelineId == others[1].id() && pokes[1].webUrl == others[1].webUrl() && pokes[1].message == null

['trigger-token-of-the-app', 'token-of-this-job'].each { assert !log.contains(it) }
assert gitlab.requests().every { !it.path().contains('token=') }
true
