import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).pushStaleImage('it/rebuilds')
true
