package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContainerWatchdogTest {

    private static final RuntimeException BROKEN = new IllegalStateException("the connection is closed");

    /** Breaks each connection before the first byte is sent. As docker-java, it sends in a thread of its own. */
    private static final class BrokenEngine implements DockerHttpClient {

        private final BlockingQueue<Thread> senders = new LinkedBlockingQueue<>();

        @Override
        public Response execute(Request request) {
            if (request.hijackedInput() != null) {
                Thread sender = new Thread(() -> {
                    throw BROKEN;
                });
                sender.start();
                senders.add(sender);
            }
            return new EngineResponse(200, "{\"Id\":\"e1\"}");
        }

        @Override
        public void close() {}
    }

    @Test
    void printsNothingIfAConnectionBreaksBeforeItsFirstLine() throws Exception {
        Queue<Throwable> printed = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> printed.add(failure));
        BrokenEngine engine = new BrokenEngine();
        try (ContainerWatchdog watchdog = new ContainerWatchdog(
                DockerClientImpl.getInstance(new ClientConfig(URI.create("unix:///no.sock")), engine), "c1")) {
            watchdog.start();
            for (int connection = 0; connection < 2; connection++) {
                engine.senders.take().join();
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }

        assertThat(printed).doesNotContain(BROKEN);
    }
}
