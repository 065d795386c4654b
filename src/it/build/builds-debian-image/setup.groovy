import io.github.fdomaven.it.TestRegistry

// The copy of the project lies in a directory that git ignores, so it gets a repository of its own.
'git init --quiet'.execute(null, basedir).waitFor()
new TestRegistry(registry).forget('it/builds-debian-image/debian/bookworm', '2026-11-24.0')
true
