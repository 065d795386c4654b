import com.sun.net.httpserver.HttpServer
import io.github.fdomaven.it.TestRegistry

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.concurrent.Executors

new TestRegistry(registry).forget('it/refused/debian/bookworm', 'base.1', 'child.1', 'grandchild.1', 'other.1')
def cache = new File(basedir, 'cache')
cache.mkdirs()
def begun = new File(cache, 'begun')

def http = HttpClient.newHttpClient()
def server = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)
def threads = Executors.newCachedThreadPool()
server.executor = threads
// Forwards to the shared registry, except the manifest of the base. Blobs are uploaded to the shared registry itself.
def answer = { exchange ->
    if (exchange.requestMethod == 'PUT' && exchange.requestURI.path.endsWith('/manifests/base.1')) {
        exchange.requestBody.readAllBytes()
        for (int i = 0; i < 6000 && !begun.exists(); i++) {
            Thread.sleep(100)
        }
        return [403, [:], '{"errors":[{"code":"DENIED","message":"the quota is used up"}]}'.bytes]
    }
    def request = HttpRequest.newBuilder(URI.create("http://$registry$exchange.requestURI"))
            .method(exchange.requestMethod, HttpRequest.BodyPublishers.ofByteArray(exchange.requestBody.readAllBytes()))
    ['Accept', 'Content-Type', 'Content-Range'].each { name ->
        exchange.requestHeaders.get(name).each { request.header(name, it) }
    }
    def response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
    return [response.statusCode(), response.headers().map(), response.body()]
}
server.createContext('/') { exchange ->
    def (status, headers, body) = answer(exchange)
    headers.findAll { !(it.key.toLowerCase() in ['content-length', 'connection', 'date', 'transfer-encoding']) }
            .each { name, values -> exchange.responseHeaders.put(name, values) }
    if (exchange.requestMethod == 'HEAD') {
        headers.find { it.key.toLowerCase() == 'content-length' }?.with { exchange.responseHeaders.put('Content-Length', it.value) }
        exchange.sendResponseHeaders(status, -1)
    } else {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length)
        exchange.responseBody.withCloseable { it.write(body) }
    }
}
server.start()
def host = "localhost:$server.address.port"
new File(basedir, 'refusing.properties').text = "fdo.registry.image = $host/it/refused\n"
new File(basedir, 'host.txt').text = host
context.put('server', server)
context.put('threads', threads)
true
