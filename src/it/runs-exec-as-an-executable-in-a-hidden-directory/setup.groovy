import io.github.fdomaven.it.Docker

Docker.removeImages('localhost/runs-exec-as-an-executable-in-a-hidden-directory/')
// The copy of the project has lost the executable bits, and is to be a checkout of its own, not an ignored part of ours.
'git init --quiet'.execute(null, basedir).waitFor()
new File(basedir, '.hidden/dir/script.sh').executable = true
true
