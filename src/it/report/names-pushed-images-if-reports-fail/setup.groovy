import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/report-fails/debian/bookworm', 'report.1')
new File(basedir, 'target/fdo').mkdirs()
true
