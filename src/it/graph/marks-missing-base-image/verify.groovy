import groovy.json.JsonSlurper

def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..2]
def reason = "its base image does not exist: there is no $registry/it/missing-base/debian/bookworm:typo and no" +
        " $registry/debian/bookworm:typo"

assert runs[0] =~ /app +no-base +.*:app.1 +its base image does not exist/
assert runs[0].contains('BUILD SUCCESS')
def plan = new JsonSlurper().parse(new File(basedir, 'target/fdo/plan.json')).images
assert plan*.plan == ['no-base', 'fail', 'skip']
assert plan[0].reason == reason.toString()
assert new File(basedir, 'target/fdo/plan.md').text.contains('debian/bookworm:typo<br/>does not exist')

assert runs[1].contains("app.1 cannot be built: $reason. For an image of another registry, write its host too")
assert runs[1].contains("SKIPPED $registry/it/missing-base/debian/bookworm:there.1")
assert new JsonSlurper().parse(new File(basedir, 'target/fdo/images.json')).images*.outcome == ['FAILED', 'FAILED', 'SKIPPED']
true
