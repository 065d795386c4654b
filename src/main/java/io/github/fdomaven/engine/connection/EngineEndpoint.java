package io.github.fdomaven.engine.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** An endpoint that a client connects to, open until it is closed. It may be closed more than once. */
public interface EngineEndpoint extends AutoCloseable {

    /** How long an engine may take for its first answer, unless an endpoint says otherwise. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** {@return the address for the client: {@code unix:} with a path, or {@code tcp:} with host and port} */
    URI uri();

    /** {@return the TLS context for the client, if the engine uses TLS} */
    default Optional<SSLContext> tls() {
        return Optional.empty();
    }

    /** {@return how long the engine may take for its first answer} */
    default Duration timeout() {
        return DEFAULT_TIMEOUT;
    }

    /** {@return the failure as the client saw it, or a better explanation, such as what ssh printed} */
    default Throwable diagnose(Throwable failure) {
        return failure;
    }

    @Override
    default void close() {}
}
