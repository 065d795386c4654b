import io.github.fdomaven.it.EngineCli
import io.github.fdomaven.it.TestRegistry

def reference = "$registry/it/report-fails/debian/bookworm:report.1"
def digest = new TestRegistry(registry).digest('it/report-fails/debian/bookworm', 'report.1')
def log = new File(basedir, 'build.log').text
assert log =~ /Could not write \S+\/target\/fdo\/images.json: .*The images are complete:/
assert log.contains("  [base] built and pushed: $reference@$digest")
// The other report was written.
assert new File(basedir, 'target/fdo/fdo.env').text.contains("FDO_DISTRIBUTION_IMAGE=$reference\n")

assert log =~ /Could not write reports to \S+\/target\/fdo: .*images.json is a directory\. Make it a writable directory/
assert log.count("BUILT $reference") == 1
EngineCli.DOCKER.removeImages("$registry/it/report-fails/")
true
