import static io.github.fdomaven.it.EngineCli.DOCKER

DOCKER.removeImages('localhost/runs-exec-scripts/')
// The invoker's copy loses the executable bits. It also lies in a directory that git ignores, so it gets a repository of its own.
'git init --quiet'.execute(null, basedir).waitFor()
new File(basedir, 'test/script.sh').executable = false
new File(basedir, 'test/executable.sh').executable = true
new File(basedir, '.hidden/dir/script.sh').executable = true
true
