import groovy.json.JsonSlurper

def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..11]
def image = { tag -> "[base] $registry/it/bases/debian/bookworm:$tag" }
def base = "$registry/it/bases/base"
def now = new File(basedir, 'now.txt').text
def then = "sha256:${'0' * 64}"
def stale = "its base image $base:moving had the digest $then when the image was built, and has $now now"

assert runs[0].contains("[INFO] ${image('fresh')}: FRESH: its base image $base:moving still has the digest $now")
assert runs[1].contains("[WARNING] ${image('stale')}: STALE: $stale") && runs[1].contains('BUILD SUCCESS')
assert runs[2].contains("[WARNING] ${image('no-labels')}: UNKNOWN: the image has no label fdo.base_image")
assert runs[3].contains("[WARNING] ${image('base-gone')}: UNKNOWN: its base image $base:gone no longer exists; it had the digest $then")
assert runs[4].contains("[WARNING] ${image('not-there')}: UNKNOWN: the image does not exist")
assert runs[5].contains("[WARNING] $registry/it/bases/debian/bookworm:stale: STALE: $stale")
// Only a stale base fails the goal.
assert runs[6].contains("$registry/it/bases/debian/bookworm:stale is stale: $stale.")
assert runs[6].contains("Rebuild with 'mvn fdo:build-image -Dfdo.force.rebuild=true'.") && runs[6].contains('MojoFailureException')
assert runs[7].contains('UNKNOWN') && runs[7].contains('BUILD SUCCESS')
assert runs[8].contains('FDO_FORCE_REBUILD=1') && runs[8].contains('BUILD SUCCESS')
assert runs[9].contains('FRESH')
assert runs[10].contains("<onStaleBase> (-Dfdo.on.stale.base, FDO_ON_STALE_BASE): 'explode' is not one of report, fail, rebuild.")

// The forced rebuild of the run before is no longer in fdo.env.
assert !new File(basedir, 'target/fdo/fdo.env').text.contains('FDO_FORCE_REBUILD')
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/bases.json')).images == [[
    name: 'base', reference: "$registry/it/bases/debian/bookworm:fresh".toString(), state: 'FRESH', reason: "its base image $base:moving still has the digest $now".toString(),
    base: [reference: "$base:moving".toString(), built: now, now: now]]]
true
