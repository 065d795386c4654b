import groovy.json.JsonSlurper

def gitlab = context.get('gitlab')
gitlab.close()
def log = new File(basedir, 'build.log').text
def runs = log.split('Scanning for projects')[1..2]
def trigger = { project -> "POST ${gitlab.url()}/api/v4/projects/group%2F$project/trigger/pipeline" }

assert runs[0].contains('3 of 7 dependents could not be poked:')
// GitLab's own words, from a string or an object.
assert runs[0].contains("group/no-such-project (main): REFUSED: ${trigger('no-such-project')}: 404 Not Found. ")
assert runs[0].contains("group/no-such-ref (gone): REFUSED: ${trigger('no-such-ref')}: ") && runs[0].contains('Reference not found')
assert runs[0].contains("group/dropped (main): UNKNOWN: ${trigger('dropped')}: ")
assert runs[0] =~ /in-trouble\/trigger\/pipeline: 500.* Trying again in \d+\.\d s\./
assert runs[0] =~ /Too many pipelines created in the last minute\. Try again later\..* Trying again in \d+\.\d s\./
assert runs[0] =~ /throttled.*Retry later.* Trying again in [4-9]\.\d s\./
assert runs[0].contains('BUILD FAILURE') && runs[0].contains('MojoFailureException')
assert !runs[0].contains('trigger-token-of-the-app')

// A request that GitLab may have received is not repeated.
def sent = { run, project -> gitlab.requests().count { it.path().contains(project) } }
assert gitlab.pipelines()*.project()*.path().sort() == ['app', 'app', 'dropped', 'in-trouble', 'in-trouble', 'throttled', 'throttled', 'too-many',
        'too-many'].collect { 'group/' + it }
assert gitlab.requests().count { it.path().contains('dropped') } == 2
assert gitlab.requests().count { it.path().contains('in-trouble') } == 3

// In the second run the failure is a warning.
assert runs[1].contains('[WARNING] 2 of 7 dependents could not be poked:') && runs[1].contains('BUILD SUCCESS')
def pokes = new JsonSlurper().parse(new File(basedir, 'target/fdo/pokes.json')).pokes
assert pokes*.project == ['no-such-project', 'no-such-ref', 'dropped', 'in-trouble', 'too-many', 'throttled', 'app'].collect { "group/$it" }
assert pokes*.outcome == ['REFUSED', 'REFUSED', 'POKED', 'POKED', 'POKED', 'POKED', 'POKED']
assert pokes[0].message.contains('404 Not Found') && pokes[0].webUrl == null
true
