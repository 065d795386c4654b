import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/console/debian/bookworm', 'good.1', 'bad.1')
true
