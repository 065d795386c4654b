// The project gets a git repository of its own, because git ignores the directory of the tests.
assert 'git init --quiet'.execute(null, new File(basedir, 'base')).waitFor() == 0
true
