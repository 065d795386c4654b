package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineAddress;
import io.github.fdomaven.engine.connection.EngineEndpoint;
import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

class EngineOpenerTest {

    @Test
    void doesNotLimitTheReadsOfATlsConnection() throws Exception {
        SSLContext tls = TestAuthority.sslContext("localhost");
        AtomicReference<Socket> socket = new AtomicReference<>();
        AtomicReference<Integer> timeout = new AtomicReference<>();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/version", exchange -> respond(exchange, 200, "{\"ApiVersion\":\"1.41\"}"));
        server.createContext("/images/", exchange -> {
            timeout.set(socket.get().getSoTimeout());
            respond(exchange, 404, "{\"message\":\"No such image\"}");
        });
        server.start();
        String address = "tcp://localhost:" + server.getAddress().getPort();
        EngineEndpoint endpoint = new TlsEndpoint(URI.create(address), Optional.of(new RecordingContext(tls, socket)));
        try (Engine engine =
                EngineOpener.open(EngineAddress.parse(address), endpoint, credentials(), RegistryAliases.NONE)) {
            assertThat(engine.find(Reference.parse("registry.example.org/app:1")))
                    .isEmpty();
        } finally {
            server.stop(0);
        }

        assertThat(timeout).hasValue(0);
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static CredentialChain credentials() {
        return new CredentialChain(List.of(), new Secrets(), (registry, source) -> {});
    }

    private record TlsEndpoint(URI uri, Optional<SSLContext> tls) implements EngineEndpoint {}

    /** Records the sockets below the TLS connections. */
    private static final class RecordingContext extends SSLContext {

        RecordingContext(SSLContext context, AtomicReference<Socket> socket) {
            super(new RecordingContextSpi(context, socket), context.getProvider(), context.getProtocol());
        }
    }

    private static final class RecordingContextSpi extends SSLContextSpi {

        private final SSLContext context;
        private final AtomicReference<Socket> socket;

        RecordingContextSpi(SSLContext context, AtomicReference<Socket> socket) {
            this.context = context;
            this.socket = socket;
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new RecordingSocketFactory(context.getSocketFactory(), socket);
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] authorities, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return context.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }
    }

    private static final class RecordingSocketFactory extends SSLSocketFactory {

        private final SSLSocketFactory factory;
        private final AtomicReference<Socket> socket;

        RecordingSocketFactory(SSLSocketFactory factory, AtomicReference<Socket> socket) {
            this.factory = factory;
            this.socket = socket;
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
            socket.set(below);
            return factory.createSocket(below, host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
