import io.github.fdomaven.it.TestRegistry

new TestRegistry(registry).pushImage('docker', 'it/bad-dependents/debian/bookworm', '1', ['fdo.pipeline_id': '101'])
true
