import groovy.json.JsonSlurper
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.TestRegistry

def reports = new File(basedir, 'target/fdo')
def json = { new JsonSlurper().parse(new File(reports, it)) }
def image = "$registry/it/rebuild-changes/debian/bookworm".toString()
def digest = { path -> new TestRegistry(registry).digest("it/rebuild-changes/$path", '1') }
def job = new CiJob(basedir, settings as File, localRepositoryPath).variable('FDO_OUTPUT', 'steps')

// A new tag is compared with nothing.
def first = job.variable('CI_PIPELINE_ID', '1').log('first.log').run('-Dit.packages=greeting=1.0', 'fdo:build-image')
assert first.status() == 0 : first.log()
assert !first.log().contains('Compared with') && !new File(reports, 'diff.json').exists()
def before = digest('debian/bookworm')

// The rebuild replaces the tag. The child has a base image that is built in this run, and had upgraded its packages before.
def second = job.variable('CI_PIPELINE_ID', '2').log('second.log').run('fdo:build-image')
assert second.status() == 0 : second.log()
def after = digest('debian/bookworm')
assert after != before
assert second.log().contains('[base] not kept, because the recipe differs (packages +extra +greeting=2.0 -greeting=1.0);'
        + ' packages differ: 1 package added, 1 package upgraded (extra, greeting)')
assert second.log() =~ /\[base\] Compared with $image:1 $before: 1 package added, 1 package upgraded, another recipe, size \S+/
assert second.log().contains('[base]   Recipe: packages +extra +greeting=2.0 -greeting=1.0')
assert second.log() =~ /\[base\]   PACKAGE   CHANGE    BEFORE  AFTER\R.*  extra     ADDED             1.0\R.*  greeting  UPGRADED  1.0     2.0\R/
assert second.log() =~ /\[child\] Compared with .*: 1 package added, another base image, /
def differences = json('diff.json').differences
assert differences*.after*.reference == [image + ':1', "$registry/it/rebuild-changes/child:1".toString()]
assert differences[0].before.digest == before && differences[0].after.digest == after
assert differences[0].recipe == ['packages +extra +greeting=2.0 -greeting=1.0']
assert differences[0].packages == [
        [name: 'extra', architecture: 'all', change: 'ADDED', before: null, after: '1.0'],
        [name: 'greeting', architecture: 'all', change: 'UPGRADED', before: '1.0', after: '2.0']]
assert differences[1].values*.name.contains('base digest')
def markdown = new File(reports, 'diff.md').text
assert markdown.startsWith("### `$image:1`\n\nCompared with `$image:1 $before`: 1 package added, 1 package upgraded, another recipe")
assert markdown.contains('\n| `greeting` | `UPGRADED` | `1.0` | `2.0` |\n') && markdown.readLines().count { it.startsWith('### ') } == 2

// Nothing changes any more: nothing is pushed, the child is not rebuilt, and no dependent is poked.
def child = digest('child')
def third = job.variables([CI_PIPELINE_ID: '3', FDO_AGAINST: "$image@$before"]).log('third.log')
        .run('-Dit.force=true', "-Dfdo.image=$image@$after", 'fdo:build-image', 'fdo:poke-dependents', 'fdo:diff-image')
assert third.status() == 0 : third.log()
assert third.log().contains("[base] SKIPPED $image:1@$after: a rebuild is forced, but its packages, its recipe and its base image are the same")
assert third.log().contains("[child] SKIPPED $registry/it/rebuild-changes/child:1@$child") && !third.log().contains('stale')
assert third.log().findAll('was built by pipeline 2; this is pipeline 3: do not poke its dependents').size() == 2
assert digest('debian/bookworm') == after && digest('child') == child
def kept = json('images.json').images[0]
assert kept.outcome == 'SKIPPED' && kept.digest == after && kept.phases.containsKey('packages') && !kept.phases.containsKey('push')

// diff-image compares two digests, without the tag.
assert third.log().contains("$image@$after $after compared with $image@$before $before: 1 package added, 1 package upgraded, another recipe, ")
assert json('diff.json').differences[0].packages == differences[0].packages
true
