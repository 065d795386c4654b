import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/exec-variables/debian/bookworm', '1')
true
