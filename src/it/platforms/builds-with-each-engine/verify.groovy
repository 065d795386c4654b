import io.github.fdomaven.it.BuildahCli
import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.EngineCli
import io.github.fdomaven.it.IndexReader
import io.github.fdomaven.it.TestImages
import io.github.fdomaven.it.TestRegistry

def testRegistry = new TestRegistry(registry)
def reader = new IndexReader(registry, System.getenv('IT_CRANE'))
// Without the translations, apt-get update takes half the time.
new TestImages(testRegistry, 'it/platforms-engines')
    .debians('bookworm', ['etc/apt/apt.conf.d/99-languages': 'Acquire::Languages "none";\n'])

// The first engine is the one of builds-for-several-platforms.
(engines.tokenize(' ').drop(1) + 'buildah:').eachWithIndex { engine, number ->
    def repository = "it/platforms-engines-$number".toString()
    def index = "$repository/base:1".toString()
    testRegistry.delete("$repository/base", '1', '1-amd64', '1-arm64')
    def result = new CiJob(basedir, settings as File, localRepositoryPath).log("engine-${number}.log".toString())
        .run("-Dit.registry=$registry", "-Dit.repository=$repository", "-Dfdo.docker.host=$engine", 'fdo:build-image')
    assert result.status() == 0 : result.log()

    assert reader.architectures(index) == ['amd64', 'arm64']
    // Docker's containerd image store has images in the OCI format.
    assert reader.raw(index).get('mediaType').asText() ==
        "application/vnd.${engine.contains('containerd') ? 'oci.image.index.v1' : 'docker.distribution.manifest.list.v2'}+json"
    ['amd64': 'x86_64', 'arm64': 'aarch64'].each { architecture, machine ->
        assert reader.architecture(index, architecture) == architecture
        assert reader.digest(index, architecture) == testRegistry.digest("$repository/base", "1-$architecture")
        assert reader.file(index, architecture, 'machine') == "$machine\n"
        assert reader.file(index, architecture, 'curl') =~ /^curl [0-9.]+ \($machine-/
    }
    reader.validate(index)
    (engine == 'buildah:' ? new BuildahCli() : new EngineCli(engine)).removeImages("$registry/$repository/".toString())
}
true
