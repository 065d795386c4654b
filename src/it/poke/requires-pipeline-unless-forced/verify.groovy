def gitlab = context.get('gitlab')
gitlab.close()
def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..7]
def image = "[base] $registry/it/forced-poke/debian/bookworm"

assert runs[0].contains('CI_PIPELINE_ID is not set, so the images that this pipeline built are not known. Run the goal in'
        + ' a pipeline of GitLab, or poke the dependents whoever built the images: -Dfdo.poke.force=true.')
assert runs[1].contains("$image:1 was built by pipeline 100, but its dependents are to be poked all the same")
assert runs[2].contains("$image:no-label was built by a pipeline that it does not name, but its dependents are to be poked")
assert runs[3].contains("$image:no-label does not say which pipeline built it (no label fdo.pipeline_id), and this is pipeline"
        + " 101, so nobody is poked for it")
assert runs[4].contains("There is no image $registry/it/forced-poke/debian/bookworm:not-there. Build it with 'mvn fdo:build-image',")
assert runs[4].contains('MojoFailureException')
assert runs[5].contains('Skipped, because fdo.skip is set.')
assert runs[6].contains('Skipped, because fdo.poke-dependents.skip is set.')

assert gitlab.pipelines()*.project()*.path() == ['group/app', 'group/app']
// Without CI_PROJECT_PATH there is nothing to hand on.
assert gitlab.pipelines()*.variables() == [[:], [:]]
true
