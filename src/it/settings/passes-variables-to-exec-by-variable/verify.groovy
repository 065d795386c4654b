import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

def runs = new File(basedir, 'build.log').text.split('Scanning for projects')[1..2]
def image = "$registry/it/exec-variables/debian/bookworm:1".toString()

assert runs[0].contains("BUILT $image@")
assert DOCKER.run(image, 'cat', '/setting') == 'got value-of-the-first-job\n'
assert !new TestRegistry(registry).config('it/exec-variables/debian/bookworm', '1').toString().contains('value-of-the')
assert runs[1].contains("SKIPPED $image@") && !runs[1].contains('stale')
true
