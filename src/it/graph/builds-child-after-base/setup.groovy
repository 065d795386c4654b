import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/nested/debian/bookworm', 'base.0', 'child.0')
true
