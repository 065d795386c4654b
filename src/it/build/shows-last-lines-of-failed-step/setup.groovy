import static io.github.fdomaven.it.EngineCli.DOCKER
import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/fails/debian/bookworm', 'fails.1')
new File(basedir, 'volumes.txt').text = DOCKER.volumes().join('\n')
true
