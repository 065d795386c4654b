import io.github.fdomaven.it.TestRegistry

def tokens = context.get('tokens')
def guarded = context.get('guarded')
def testRegistry = new TestRegistry(guarded.host(), tokens.authorization('tester'))
def requests = guarded.requests().drop(context.get('requests'))
def log = new File(basedir, 'build.log').text
def upstream = 'upstream/project/debian/bookworm'
def copy = 'reader/project/debian/bookworm'

def digest = testRegistry.digest(upstream, 'upstream.1')
assert testRegistry.digest(copy, 'upstream.1') == digest
assert log.contains("COPIED ${guarded.host()}/$copy:upstream.1@$digest")
assert testRegistry.labels(copy, 'upstream.1').get('fdo.pipeline_id').asText() == '7'

// The config and the layer were mounted, because one token allows both. No content was transferred.
def scopes = ["repository:$copy:pull,push".toString(), "repository:$upstream:pull".toString()]
assert tokens.requests().contains("reader $scopes 200".toString())
assert log.count(': mounted') == 2
assert requests.count("POST /v2/$copy/blobs/uploads/ 201".toString()) == 2
assert requests.every { !it.startsWith('PUT') || it == "PUT /v2/$copy/manifests/upstream.1 201".toString() }

// A 403 of the upstream project does not mean that the tag does not exist.
assert log.count('BUILD FAILURE') == 1 && log.contains('MojoFailureException')
assert log.contains("GET http://${guarded.host()}/v2/$upstream/manifests/upstream.1: 401: UNAUTHORIZED")
assert !testRegistry.has('stranger/project/debian/bookworm', 'upstream.1')

def secrets = ['password-of-the-reader', 'password-of-the-stranger'] + tokens.issued() +
    tokens.issued().collect { it.tokenize('.').last() }
secrets.each { assert !log.contains(it) }
guarded.close()
tokens.close()
true
