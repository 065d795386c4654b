import io.github.fdomaven.it.TestRegistry

def gitlab = context.get('gitlab')
gitlab.close()
// The release plugin starts a Maven of its own.
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.length == 5
def image = "$registry/it/deployed/fedora/41:1.0.0-SNAPSHOT"
def waiting = 'The dependents are poked at the end of this Maven build, if no module fails.'

// The preparation builds the image and runs a command in it, but publishes nothing.
assert runs[1].contains("BUILT $image") && runs[1].contains('[base]   ready') && !runs[1].contains("push $image")

// The module with the image has succeeded before the deployment of all modules fails.
assert runs[2].contains("BUILT $image@") && runs[2].contains(waiting)
assert runs[2].contains('No dependent is poked, because a module of this Maven build failed.')
assert runs[2].contains('maven-deploy-plugin:3.1.4:deploy (default-deploy) on project tested-app')

// All modules are deployed, and only the pokes fail.
assert runs[3].contains("SKIPPED $image@") && runs[3].lastIndexOf('Uploaded to snapshots') < runs[3].indexOf('REFUSED group/app (main)')
assert runs[3].contains('Maven has built all modules, only the pokes failed. To poke again without a second deployment, run'
        + " 'mvn -pl images fdo:poke-dependents' in a job of this pipeline, with the same profiles and properties.")
assert runs[3].contains('BUILD FAILURE')
assert runs[3].contains(':poke-dependents (default) on project tested: 1 of 1 dependents could not be poked:') && !runs[3].contains('-rf :')

assert runs[4].contains('BUILD SUCCESS') && runs[4].lastIndexOf('Uploaded to snapshots') < runs[4].indexOf('POKED group/app (main)')
assert gitlab.pipelines()*.project()*.path() == ['group/app']
true
