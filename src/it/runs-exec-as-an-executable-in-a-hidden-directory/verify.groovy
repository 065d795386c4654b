import io.github.fdomaven.it.Docker

def image = 'localhost/runs-exec-as-an-executable-in-a-hidden-directory/debian/bookworm:exec.1'
assert Docker.run(image, 'cat', '/called') == '.hidden/dir/script.sh one two three\n'
assert Docker.run(image, 'cat', '/called-in') == '/fdo-project\n'
true
