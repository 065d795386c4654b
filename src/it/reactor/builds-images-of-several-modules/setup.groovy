import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/modules/debian/bookworm', 'base.1', 'child.1', 'leaf.1', 'careless.1')
true
