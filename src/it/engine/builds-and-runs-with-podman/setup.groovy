import io.github.fdomaven.it.EngineCli
import io.github.fdomaven.it.TestRegistry

new File(basedir, 'cache').mkdirs()
new File(basedir, 'cache/before').text = 'there before\n'
new TestRegistry(registry).forget('it/builds-and-runs-with-podman/debian/bookworm', 'podman.0')
new EngineCli(podman).removeImages("$registry/it/builds-and-runs-with-podman/")
true
