import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/runs-exec-by-bash/')
// The copy of the project has lost the executable bits, and is to be a checkout of its own, not an ignored part of ours.
'git init --quiet'.execute(null, basedir).waitFor()
new File(basedir, 'test/script.sh').executable = false
true
