import com.sun.net.httpserver.HttpServer

import java.security.MessageDigest

def config = '{"architecture":"amd64","os":"linux","config":{"Labels":{"fdo.pipeline_id":"5"}}}'.bytes
def digest = { byte[] content -> 'sha256:' + MessageDigest.getInstance('SHA-256').digest(content).encodeHex() }
def manifest = """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{\
"mediaType":"application/vnd.oci.image.config.v1+json","size":${config.length},"digest":"${digest(config)}"},"layers":[]}""".bytes

def server = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)
def requests = new File(basedir, 'requests.txt')
server.createContext('/') { exchange ->
    def path = exchange.requestURI.path
    synchronized (requests) {
        requests << "$exchange.requestMethod $path\n"
    }
    def (status, type, body) = [404, 'application/json', '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"unknown"}]}'.bytes]
    if (path.startsWith('/v2/there/') && path.contains('/manifests/')) {
        (status, type, body) = [200, 'application/vnd.oci.image.manifest.v1+json', manifest]
    } else if (path.startsWith('/v2/there/')) {
        (status, type, body) = [200, 'application/octet-stream', config]
    } else if (path.startsWith('/v2/unauthorized/')) {
        exchange.responseHeaders.add('WWW-Authenticate', 'Basic realm="the registry"')
        (status, body) = [401, '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}'.bytes]
    } else if (path.startsWith('/v2/forbidden/')) {
        (status, body) = [403, '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}'.bytes]
    } else if (path.startsWith('/v2/broken/')) {
        (status, type, body) = [500, 'text/plain', 'the disk is full'.bytes]
    }
    exchange.responseHeaders.add('Content-Type', type)
    exchange.sendResponseHeaders(status, body.length)
    exchange.responseBody.withCloseable { it.write(body) }
}
server.start()

def host = "127.0.0.1:${server.address.port}"
def closed = new ServerSocket(0).withCloseable { "127.0.0.1:$it.localPort" }
[there: host, unauthorized: host, forbidden: host, broken: host, gone: closed].each { name, at ->
    new File(basedir, "${name}.properties").text = "fdo.registry.image = $at/$name\n"
}
new File(basedir, 'host.txt').text = host
new File(basedir, 'closed.txt').text = closed
context.put('server', server)
true
