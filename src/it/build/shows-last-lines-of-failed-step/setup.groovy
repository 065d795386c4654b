import io.github.fdomaven.it.Docker
import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/fails/debian/bookworm', 'fails.1')
new File(basedir, 'volumes.txt').text = Docker.volumes().join('\n')
true
