import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/failing/debian/bookworm', 'root.1', 'middle.1', 'leaf.1', 'sibling.1', 'other.1')
true
