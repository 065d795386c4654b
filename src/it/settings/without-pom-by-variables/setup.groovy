import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).forget('it/variables/tested/on', '2026-11-24.1')
true
