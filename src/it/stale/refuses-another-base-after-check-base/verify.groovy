import io.github.fdomaven.it.TestRegistry

def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..4]
def image = "$registry/it/other-base/debian/bookworm:1"
def base = "$registry/it/other-base/base:moving"
def refusal = "its base image $base has changed, but the settings name the base image docker.io/library/debian:bookworm"

assert runs[0].contains("[app] $image: STALE: ")
assert runs[0].contains("$image is stale: $refusal. Set <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE) to $base in this run")
assert runs[1].contains(refusal) && runs[1].contains('BUILD SUCCESS')
assert runs[2].contains("BUILT $image@sha256:")
// After the rebuild, later jobs need no rebuild.
assert !new File(basedir, 'target/fdo/fdo.env').text.contains('FDO_FORCE_REBUILD')
assert runs[3].contains(refusal) && !runs[3].contains('engine')
assert new TestRegistry(registry).labels('it/other-base/debian/bookworm', '1').get('fdo.base_image').asText() == base.toString()
true
