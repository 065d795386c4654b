import io.github.fdomaven.it.Docker

def image = 'localhost/runs-exec-by-sh/debian/bookworm:exec.1'
assert Docker.run(image, 'cat', '/called') == 'test/script.sh \n'
assert Docker.run(image, 'cat', '/called-in') == '/fdo-project\n'
true
