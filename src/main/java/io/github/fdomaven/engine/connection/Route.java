package io.github.fdomaven.engine.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A way to an engine, open until it is closed. Closing it more than once does nothing. */
public interface Route extends AutoCloseable {

    /** How long an engine may take to answer for the first time. */
    Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    /** {@return where a client is to connect to: {@code unix:} with a path, or {@code tcp:} with host and port} */
    URI endpoint();

    /** {@return what TLS is spoken with there, if it is} */
    default Optional<SSLContext> tls() {
        return Optional.empty();
    }

    /** {@return how long an engine may take to answer at the end of it for the first time} */
    default Duration patience() {
        return USUAL_PATIENCE;
    }

    /**
     * Looks closer at why an engine could not be spoken to.
     *
     * @param failure what is known
     * @return what tells most: this, or something better, such as what a program on the way has complained of
     */
    default Throwable diagnose(Throwable failure) {
        return failure;
    }

    @Override
    default void close() {}
}
