import io.github.fdomaven.it.TestRegistry

// A checkout of its own, not an ignored part of ours.
'git init --quiet'.execute(null, basedir).waitFor()
new TestRegistry(registry).forget('it/builds-debian-image/debian/bookworm', '2026-11-24.0')
true
