import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).pushImage('docker', 'it/skips/debian/bookworm', 'exists.1', ['fdo.pipeline_id': '99'])
true
