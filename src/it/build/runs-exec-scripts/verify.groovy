import static io.github.fdomaven.it.EngineCli.DOCKER

def called = [
    'bash': 'test/script.sh ',
    'sh': 'test/script.sh ',
    'relative-path': './test/executable.sh ',
    'hidden-directory': '.hidden/dir/script.sh one two three',
]
called.each { name, call ->
    def image = "localhost/runs-exec-scripts/debian/bookworm:${name}.1".toString()
    assert DOCKER.run(image, 'cat', '/called', '/called-in') == "$call\n/fdo-project\n"
}
true
