import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER

def repository = 'localhost/keeps-package-cache/'
def findVolumes = {
    DOCKER.call('volume', 'ls', '--quiet', '--filter', 'label=fdo.package_cache=keep').readLines().findAll { it.startsWith('fdo-packages-debian-keeps-package-cache') }
}
def removeAll = {
    DOCKER.removeImages(repository)
    findVolumes().each { DOCKER.call('volume', 'rm', it) }
}
def job = new CiJob(basedir, settings as File, localRepositoryPath)
def metadata = {
    ['one', 'two'].collect { DOCKER.inspect(repository + it + ':1').at('/Config/Labels/fdo.metadata_digest').asText() }
}

/** Returns false if the mirror has published other lists meanwhile: then the builds needed different files. */
def repairsCache = {
    removeAll()

    // The second image uses what the first image has downloaded.
    def first = job.run('-Dfdo.parallelism=1', 'fdo:build-image')
    assert first.status() == 0 : first.log()
    assert first.log() =~ /\[one] +Need to get [1-9]/ : first.log()
    assert first.log() =~ /\[two] +Need to get 0 B/ : first.log()
    assert first.log().contains('[two] install: apt-get -y install tree') : first.log()
    def before = metadata()
    assert before.every { it.startsWith('sha256:') } : before

    // No file of the cache is in the image.
    def image = repository + 'one:1'
    assert DOCKER.run(image, 'sh', '-c', 'tree --version; ls /dev; find / -xdev -name "*.deb" -o -xdev -path "/var/lib/apt/lists/*"').readLines().every {
        !it.contains('fdo') && !it.startsWith('/')
    }

    // Packages and lists of the cache get another content of the same size and with the same time.
    assert findVolumes().size() == 1
    def inVolume = { String script ->
        DOCKER.call('run', '--rm', '--volume', "${findVolumes()[0]}:/cache", '--entrypoint', 'sh', image, '-ec', "cd /cache; $script")
    }
    def digests = { inVolume('sha256sum *').readLines() }
    def files = digests()
    assert files.size() > 3 && files.every { it ==~ /([0-9a-f]{64})  \1/ } : files
    inVolume('''
        for file in *; do
          touch --reference "$file" /time
          head --bytes "$(stat --format %s "$file")" /dev/zero >/zeros
          cat /zeros >"$file"
          touch --reference /time "$file"
        done
        ln --symbolic /etc/written-by-cache link''')

    // Builds in parallel notice it, and repair the cache.
    def second = job.run('-Dfdo.parallelism=2', 'fdo:build-image')
    assert second.status() == 0 : second.log()
    if ((before + metadata()).unique().size() > 1) {
        return false
    }
    assert second.log() =~ /The package cache has a damaged .*_Packages\. It is downloaded again\./ : second.log()
    assert second.log() =~ /The package cache has a damaged tree_.*\.deb\. It is downloaded again\./ : second.log()
    assert DOCKER.run(image, 'sh', '-c', 'ls /etc/written-by-cache 2>/dev/null; tree --version').startsWith('tree v')
    assert digests() == files
    true
}
assert (1..3).any(repairsCache)
removeAll()
true
