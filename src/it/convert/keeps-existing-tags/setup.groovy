import io.github.fdomaven.it.TestRegistry

// Images of the CI templates: without the labels of the plugin.
def testRegistry = new TestRegistry(registry)
['base', 'app'].each {
    testRegistry.pushImage('docker', 'it/convert/debian/bookworm', "$it-2026-11-24.0".toString(), ['fdo.pipeline_id': '99'])
}
true
