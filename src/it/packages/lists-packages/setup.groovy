import io.github.fdomaven.it.TestImages
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
// apt-get has no sources of packages, so it is done in a moment.
new TestImages(testRegistry, 'it/lists-packages/base').extend('base/debian', 'bookworm', '1', ['etc/apt/sources.list': ''])
testRegistry.forget('it/lists-packages/debian/bookworm', 'deb', 'broken')
testRegistry.forget('it/lists-packages/fedora/41', 'rpm', 'rpm-amd64')
true
