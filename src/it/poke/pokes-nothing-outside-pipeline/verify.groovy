def gitlab = context.get('gitlab')
gitlab.close()
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..9]
def image = "[base] $registry/it/outside-pipeline/debian/bookworm"

assert runs[0].contains('No dependent is poked, because this is not a GitLab pipeline: CI_PIPELINE_ID is not set.'
        + ' -Dfdo.poke.force=true pokes them anyway.')
assert runs[0].contains('BUILD SUCCESS')
assert runs[1].contains("$image:1 was built by pipeline 100: poke its dependents anyway")
assert runs[2].contains("$image:no-label has no label fdo.pipeline_id: poke its dependents anyway")
assert runs[3].contains("$image:no-label has no label fdo.pipeline_id; this is pipeline 101: do not poke its dependents")
assert runs[3].contains('No dependent has to be poked.') && runs[3].contains('BUILD SUCCESS')
assert runs[4].contains("There is no image $registry/it/outside-pipeline/debian/bookworm:not-there. Build it with 'mvn fdo:build-image',")
assert runs[4].contains('MojoFailureException')
assert runs[5].contains('Skipped, because fdo.skip is set.')
assert runs[6].contains('Skipped, because fdo.poke-dependents.skip is set.')
assert runs[7..8].every { it.contains('No <dependents> are set, so there is no project to poke.') && it.contains('BUILD SUCCESS') }

assert gitlab.pipelines()*.project()*.path() == ['group/app', 'group/app']
// Without CI_PROJECT_PATH, no chain is sent.
assert gitlab.pipelines()*.variables() == [[:], [:]]
true
