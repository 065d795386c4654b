import static io.github.fdomaven.it.EngineCli.DOCKER

import io.github.fdomaven.it.CiJob

import java.util.concurrent.CompletableFuture
import java.util.function.BooleanSupplier

def job = new CiJob(basedir, settings as File, localRepositoryPath)
def containers = { DOCKER.containers('label=org.example.killed') }
def images = { DOCKER.call('image', 'ls', '--all', '--quiet', '--filter', 'label=org.example.killed').readLines().unique() }
def goal = { String exec -> ["-Dit.registry=$registry", '-Dfdo.force.rebuild=true', "-Dfdo.distribution.exec=$exec", 'fdo:build-image'] as CharSequence[] }
def large = goal('head -c 600M /dev/urandom > /large')
def small = goal('date > /small')

/** An engine freezes the container to commit it. This may take less time than two calls of the engine. */
def isCommitting = {
    !DOCKER.call('container', 'ls', '--quiet', '--filter', 'status=paused', '--filter', 'label=org.example.killed').blank
} as BooleanSupplier

// A shutdown waits until the engine has finished the commit, and removes the image.
job.log('term.log').start(large).withCloseable { maven ->
    maven.until(isCommitting)
    assert maven.containersLeftAfter('TERM', containers).empty
}
assert images().empty

// A killed Maven cannot. The next build removes the image.
job.log('kill.log').start(large).withCloseable { maven ->
    maven.until(isCommitting)
    assert maven.containersLeftAfter('KILL', containers).empty
}
assert !DOCKER.hasImage('localhost/removes-images-of-killed-builds/debian/bookworm')
assert job.log('next.log').run(small).status() == 0
assert images().size() == 1

// A rebuild removes the image that it replaces.
assert job.log('again.log').run(small).status() == 0
assert images().size() == 1

// Of two builds in parallel, the image of the last remains.
def other = CompletableFuture.supplyAsync { job.log('parallel-1.log').run(small) }
assert job.log('parallel-2.log').run(small).status() == 0
assert other.join().status() == 0
assert images().size() == 1
assert DOCKER.hasImage('localhost/removes-images-of-killed-builds/debian/bookworm')
DOCKER.removeImages('localhost/removes-images-of-killed-builds/')
true
