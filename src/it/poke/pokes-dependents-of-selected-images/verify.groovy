def gitlab = context.get('gitlab')
gitlab.close()
def log = new File(basedir, 'build.log').text

assert log.contains("[nightly] $registry/it/selected-pokes/debian/bookworm:nightly.1 was built by this pipeline")
assert log.contains('poke group/app (main) for nightly') && !log.contains('base.1')
assert gitlab.pipelines()*.variables() == [[NIGHTLY: 'yes']]
true
