import static io.github.fdomaven.it.EngineCli.DOCKER

def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def image = 'localhost/reports-stale-base-in-the-engine/debian/bookworm'
def stale = "its base image $image:base.1 had the digest sha256:[0-9a-f]{64} when the image was built, and has sha256:[0-9a-f]{64} now"
def planned = { String run, name, plan, reason -> (run =~ /INFO]   $name +$plan +\S+ +$reason\n/).find() }
def row = { String run, name, outcome -> (run =~ /$name +$outcome +\d+\.\d /).find() }

assert ['base', 'child'].every { planned(runs[0], it, 'build', 'the tag does not exist') && row(runs[0], it, 'BUILT') }
assert ['base', 'child'].every { planned(runs[1], it, 'skip', 'the tag exists') && !row(runs[1], it, 'SKIPPED') } && !runs[1].contains('is stale')
assert planned(runs[3], 'child', 'skip', 'the tag exists')
assert runs[3] =~ /WARNING] \[child] it is stale: $stale\. Rebuild it with/
assert runs[3] =~ /WARNING] \[child] $image:child\.1: STALE: $stale/ && runs[3] =~ /\[base] $image:base\.1: FRESH: /
assert row(runs[4], 'child', 'FAILED') && row(runs[4], 'base', 'SKIPPED') && runs[4] =~ /ERROR] .*$image:child\.1 is stale: $stale/
assert planned(runs[5], 'child', 'build', stale) && row(runs[5], 'child', 'BUILT')
assert ['base', 'child'].every { planned(runs[6], it, 'skip', 'the tag exists') }
assert runs[6] =~ /\[child] $image:child\.1: FRESH: /

// The base is identified by its image ID.
def labels = DOCKER.inspect("$image:child.1".toString()).get('Config').get('Labels')
assert labels.get('fdo.base_digest').asText() == DOCKER.inspect("$image:base.1".toString()).get('Id').asText()
assert DOCKER.run("$image:child.1".toString(), 'cat', '/child') == DOCKER.run("$image:base.1".toString(), 'cat', '/base')
DOCKER.removeImages('localhost/reports-stale-base-in-the-engine/')
true
