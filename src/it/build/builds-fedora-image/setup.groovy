import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/fedora-project/fedora/41', 'dnf.1')
true
