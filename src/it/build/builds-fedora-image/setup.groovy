import io.github.fdomaven.it.TestRegistry

['41', '42'].each { new TestRegistry(registry).forget("it/fedora-project/fedora/$it", 'dnf.1') }
true
