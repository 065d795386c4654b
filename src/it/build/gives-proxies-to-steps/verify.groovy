import com.sun.net.httpserver.HttpServer
import io.github.fdomaven.it.CiJob
import static io.github.fdomaven.it.EngineCli.DOCKER

def password = 'Tr0ub4dor&3/x'
def encoded = URLEncoder.encode(password, 'UTF-8')
def image = 'localhost/gives-proxies-to-steps/debian/bookworm:proxy.1'
DOCKER.removeImages('localhost/gives-proxies-to-steps/')

// A proxy on this machine that refuses all requests.
def received = Collections.synchronizedList([])
def proxy = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
proxy.createContext('/') { exchange ->
    received << "${exchange.requestURI} ${exchange.requestHeaders.getFirst('Proxy-Authorization')}".toString()
    exchange.sendResponseHeaders(403, -1)
    exchange.close()
}
proxy.start()
def url = "http://me:$encoded@127.0.0.1:${proxy.address.port}".toString()
def config = new File(basedir, 'docker')
config.mkdir()
new File(config, 'config.json').text = """{"proxies": {"default": {"ftpProxy": "$url", "noProxy": "localhost"}}}"""
def job = new CiJob(basedir, settings as File, localRepositoryPath).variable('DOCKER_CONFIG', config.path)
def hidden = { String text -> assert !text.contains(password) && !text.contains(encoded) : text }

// The package manager uses the proxy.
def refused = job.variable('http_proxy', url).run('-X', '-Dfdo.network=host', 'fdo:build-image')
assert refused.status() == 1 : refused.log()
assert refused.log().contains('403')
assert received.any { it.startsWith('http://') && it.contains('/dists/') && it.endsWith('Basic ' + "me:$password".bytes.encodeBase64()) } : received
hidden(refused.log())
assert !refused.log().contains('is on a loopback address')

// The package manager ignores a proxy for FTP, so this image is built. It does not contain the proxy.
def built = job.run('fdo:build-image')
assert built.status() == 0 : built.log()
['ftp_proxy=http://***', 'FTP_PROXY=http://***', 'no_proxy=localhost', 'NO_PROXY=localhost'].each { assert built.log().contains(it) : built.log() }
assert built.log().count("The proxy 127.0.0.1:${proxy.address.port} of Docker's config.json is on a loopback address") == 1
hidden(built.log())
def stored = DOCKER.call('image', 'inspect', image) + DOCKER.call('history', '--no-trunc', image)
assert !stored.toLowerCase().contains('_proxy') : stored
hidden(stored)
new File(basedir, 'target/fdo').eachFile { hidden(it.text) }

// The proxies are not a part of the recipe.
def skipped = job.run('-Dfdo.proxy=none', 'fdo:build-image')
assert skipped.status() == 0 && skipped.log().contains('the tag exists') && !skipped.log().contains('stale') : skipped.log()

def without = job.run('-Dfdo.proxy=none', '-Dfdo.force.rebuild=true', 'fdo:build-image')
assert without.status() == 1 && !without.log().contains('ftp_proxy=') && without.log().contains('printed nothing') : without.log()
proxy.stop(0)
true
