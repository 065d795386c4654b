def gitlab = context.get('gitlab')
gitlab.close()
def log = new File(basedir, 'build.log').text
def pipeline = { path -> gitlab.pipelines().find { it.project().path() == path } }
def app = pipeline('group/app')
def failing = pipeline('group/failing')

assert log.contains('wait for 2 pipelines to end')
assert log.contains('still waiting: 1 running')
assert log.contains("the pipeline of group/app (main) ended: success, pipeline ${app.id()} ${app.webUrl()}")
assert log.contains("[WARNING] the pipeline of group/failing (main) ended: failed, pipeline ${failing.id()} ${failing.webUrl()}")
assert log.contains('1 of 2 pipelines of dependents did not succeed or could not be followed:')
assert log.contains("group/failing (main): pipeline ${failing.id()} ended with status failed: ${failing.webUrl()}")
assert log.contains('MojoFailureException')
['trigger-token-of-the-app', 'access-token-that-may-read'].each { assert !log.contains(it) }
true
