import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def base = "$registry/it/bases/base".toString()
def now = testRegistry.pushImage('docker', 'it/bases/base', 'moving', [:])
def then = "sha256:${'0' * 64}".toString()
def push = { tag, labels ->
    testRegistry.pushImage('docker', 'it/bases/debian/bookworm', tag, labels)
    new File(basedir, "${tag}.properties").text = "fdo.distribution.tag = $tag\n"
}
testRegistry.forget('it/bases/base', 'gone')
testRegistry.forget('it/bases/debian/bookworm', 'not-there')
push('fresh', ['fdo.base_image': "$base:moving".toString(), 'fdo.base_digest': now])
push('stale', ['fdo.base_image': "$base:moving".toString(), 'fdo.base_digest': then])
push('no-labels', ['fdo.base_image': '', 'fdo.base_digest': ''])
push('base-gone', ['fdo.base_image': "$base:gone".toString(), 'fdo.base_digest': then])
new File(basedir, 'not-there.properties').text = 'fdo.distribution.tag = not-there\n'
new File(basedir, 'chosen.properties').text = "fdo.image = $registry/it/bases/debian/bookworm:stale\n"
new File(basedir, 'now.txt').text = now
true
