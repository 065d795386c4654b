import io.github.fdomaven.it.CiJob
import io.github.fdomaven.it.IndexReader
import io.github.fdomaven.it.TestImages
import io.github.fdomaven.it.TestRegistry
import static io.github.fdomaven.it.EngineCli.DOCKER

import java.util.concurrent.CompletableFuture

def repository = 'it/platforms-parallel/base'
def testRegistry = new TestRegistry(registry)
def reader = new IndexReader(registry, System.getenv('IT_CRANE'))
// apt-get has no sources of packages, so it is done in a moment.
new TestImages(testRegistry, 'it/platforms-parallel').debians('bookworm', ['etc/apt/sources.list': ''])
testRegistry.forget(repository, '1', '1-amd64', '1-arm64')

// Each job has a directory of its own, as two jobs of a pipeline have.
['one', 'two'].each { new File(basedir, it).mkdir(); new File(basedir, "$it/pom.xml").text = new File(basedir, 'pom.xml').text }
def together = { List... arguments ->
    ['one', 'two'].withIndex().collect { directory, number ->
        CompletableFuture.supplyAsync {
            new CiJob(new File(basedir, directory), settings as File, localRepositoryPath)
                .run(*(["-Dit.registry=$registry", 'fdo:build-image'] + arguments[number]))
        }
    }*.join().each { assert it.status() == 0 : it.log() }*.log()
}
def complete = {
    assert reader.architectures("$repository:1") as Set == ['amd64', 'arm64'] as Set
    ['amd64': 'x86_64', 'arm64': 'aarch64'].each { architecture, machine ->
        assert reader.digest("$repository:1", architecture) == testRegistry.digest(repository, "1-$architecture")
        assert reader.file("$repository:1", architecture, 'machine') == "$machine\n"
    }
    reader.validate("$repository:1")
}

// Each job builds its own platform. Then two jobs join.
together(['-Dfdo.only=base linux/amd64'], ['-Dfdo.only=base linux/arm64'])
assert !testRegistry.has(repository, '1')
together(['-Dfdo.only=base', '-Dfdo.join.only=true'], ['-Dfdo.only=base', '-Dfdo.join.only=true'])
complete()

// Each build has one platform, and joins the index itself.
3.times {
    testRegistry.delete(repository, '1')
    together(['-Dit.platforms=linux/amd64'], ['-Dit.platforms=linux/arm64'])
    complete()
}

// The same with images that do not exist yet.
testRegistry.forget(repository, '1', '1-amd64', '1-arm64')
together(['-Dit.platforms=linux/amd64'], ['-Dit.platforms=linux/arm64'])
complete()

DOCKER.removeImages("$registry/it/platforms-parallel".toString())
true
