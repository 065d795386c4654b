import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
testRegistry.forget('it/copies/debian/bookworm', 'docker-image', 'oci-image', 'docker-index', 'oci-index')
['docker', 'oci'].each {
    testRegistry.pushImage(it, 'it/upstream/debian/bookworm', "$it-image".toString(), ['fdo.pipeline_id': '7'])
    testRegistry.pushIndex(it, 'it/upstream/debian/bookworm', "$it-index".toString())
}
true
