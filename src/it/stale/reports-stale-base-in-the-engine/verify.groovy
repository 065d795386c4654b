import static io.github.fdomaven.it.EngineCli.DOCKER

def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def image = 'localhost/reports-stale-base-in-the-engine/debian/bookworm'
def stale = "its base image $image:base.1 had the digest sha256:[0-9a-f]{64} when the image was built, and has sha256:[0-9a-f]{64} now"
def row = { String run, name, outcome, reason -> (run =~ /$name +$outcome +\d+\.\d +\S+ +$reason/).find() }

assert ['base', 'child'].every { row(runs[0], it, 'BUILT', 'the tag does not exist') }
assert ['base', 'child'].every { row(runs[1], it, 'SKIPPED', 'the tag exists') } && !runs[1].contains('is stale')
assert row(runs[3], 'child', 'SKIPPED', 'the tag exists')
assert runs[3] =~ /WARNING] \[child] it is stale: $stale\. Rebuild it with/
assert runs[3] =~ /WARNING] \[child] $image:child\.1: STALE: $stale/ && runs[3] =~ /\[base] $image:base\.1: FRESH: /
assert row(runs[4], 'child', 'FAILED', "$image:child\\.1 is stale: $stale") && row(runs[4], 'base', 'SKIPPED', 'the tag exists')
assert row(runs[5], 'child', 'BUILT', stale)
assert ['base', 'child'].every { row(runs[6], it, 'SKIPPED', 'the tag exists') }
assert runs[6] =~ /\[child] $image:child\.1: FRESH: /

// What identifies the base is what the engine knows it by.
def labels = DOCKER.inspect("$image:child.1".toString()).get('Config').get('Labels')
assert labels.get('fdo.base_digest').asText() == DOCKER.inspect("$image:base.1".toString()).get('Id').asText()
assert DOCKER.run("$image:child.1".toString(), 'cat', '/child') == DOCKER.run("$image:base.1".toString(), 'cat', '/base')
DOCKER.removeImages('localhost/reports-stale-base-in-the-engine/')
true
