def env = new File(basedir, 'target/fdo/fdo.env').readLines()
def runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

assert runs[0].contains('[old]') && runs[1].contains('[second]') && !runs[1].contains('[new]')
// The old name of the renamed image is gone. Images that the last run did not handle are still there.
assert !env.any { it.startsWith('FDO_IMAGE_OLD=') }
assert ['NEW', 'SECOND', 'THIRD'].every { name -> env.any { it.startsWith("FDO_IMAGE_$name=") } }
assert env.contains("FDO_DISTRIBUTION_IMAGE=$registry/it/forgets/debian/bookworm:third.1".toString())
true
