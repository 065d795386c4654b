def gitlab = context.get('gitlab')
gitlab.close()
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..7]
def image = "[base] $registry/it/forced-poke/debian/bookworm"

assert runs[0].contains('CI_PIPELINE_ID is not set, so the images that this pipeline built are not known. Run the goal in'
        + ' a GitLab pipeline, or poke the dependents of all images with -Dfdo.poke.force=true.')
assert runs[1].contains("$image:1 was built by pipeline 100: poke its dependents anyway")
assert runs[2].contains("$image:no-label has no label fdo.pipeline_id: poke its dependents anyway")
assert runs[3].contains("$image:no-label has no label fdo.pipeline_id; this is pipeline 101: do not poke its dependents")
assert runs[4].contains("There is no image $registry/it/forced-poke/debian/bookworm:not-there. Build it with 'mvn fdo:build-image',")
assert runs[4].contains('MojoFailureException')
assert runs[5].contains('Skipped, because fdo.skip is set.')
assert runs[6].contains('Skipped, because fdo.poke-dependents.skip is set.')

assert gitlab.pipelines()*.project()*.path() == ['group/app', 'group/app']
// Without CI_PROJECT_PATH, no chain is sent.
assert gitlab.pipelines()*.variables() == [[:], [:]]
true
