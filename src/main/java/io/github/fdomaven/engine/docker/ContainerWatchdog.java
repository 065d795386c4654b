package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import io.github.fdomaven.support.Daemon;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a container with this process, even if the process is killed. A program in the container reads from this process, and
 * tells the container's first program as soon as the connection ends. If only the connection breaks, this class connects again
 * before the first program ends.
 */
final class ContainerWatchdog implements AutoCloseable {

    /**
     * The container's first program, which idles until it gets SIGTERM. It ends by itself a minute after its start or 30 seconds
     * after SIGUSR2, unless it gets SIGUSR1 meanwhile: a busy engine may take long to start a program. It ignores its arguments,
     * which are the image's CMD.
     *
     * <p>{@code wait} returns at every signal. The inner loop waits on, until the limit is another one. So all limits differ.
     */
    static final List<String> IDLE = List.of("sh", "-c", """
            limit=60
            trap 'exit 0' TERM
            trap limit=3600 USR1
            trap limit=30 USR2
            while :; do
                began=$limit
                sleep $began & sleep=$!
                while [ $limit = $began ] && kill -0 $sleep 2>/dev/null; do wait $sleep; done
                if [ $limit = $began ] && [ $limit != 3600 ]; then exit 0; fi
                kill $sleep 2>/dev/null
            done
            """, "fdo");

    /**
     * Sends SIGUSR1 for each line: the first one may come before the shell has set its traps, and a connection that ends later
     * than the next one begins sends SIGUSR2 in between. It starts no program while it is connected, because a build may use up
     * all processes that the container may have.
     */
    private static final String[] PROGRAM = {
        "sh",
        "-c",
        "while read -r line; do kill -USR1 1; done; kill -USR2 1; for i in 1 2; do sleep 1; kill -USR2 1; done"
    };

    /** Proxies and firewalls close connections without data, the first ones after 30 seconds. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(4);

    /**
     * docker-java sends the input in a thread of its own, which would print a stack trace if the connection breaks. A new thread has
     * the group of the thread that starts it.
     */
    private static final ThreadGroup SENDERS = new ThreadGroup("fdo-watchdog") {
        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            // The connection reports its end.
        }
    };

    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);
    private static final int START_CHECKS = 100;
    private static final long CHECK_MILLIS = 100;

    private final DockerClient client;
    private final String container;
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Connection connection;
    private volatile String exec;
    private volatile Throwable failure;

    ContainerWatchdog(DockerClient client, String container) {
        this.client = client;
        this.container = container;
    }

    void start() {
        connect();
        Daemon.start("fdo-watchdog", this::keepConnected);
    }

    /** Does nothing after the release: see {@link #awaitStart}. */
    private synchronized void connect() {
        if (released.getCount() == 0) {
            return;
        }
        exec = client.execCreateCmd(container)
                .withCmd(PROGRAM)
                .withUser("0")
                .withAttachStdin(true)
                .exec()
                .getId();
        Connection next = new Connection();
        ExecStartCmd program = client.execStartCmd(exec).withStdIn(next.input);
        connection = next;
        Thread starter = new Thread(SENDERS, () -> next.begin(program), "fdo-watchdog-start");
        starter.setDaemon(true);
        starter.start();
    }

    private void keepConnected() {
        try {
            connection.ended.await();
            for (Duration pause = Duration.ZERO;
                    !released.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                    pause = RECONNECT_PAUSE) {
                reconnect();
                connection.ended.await();
            }
        } catch (NotFoundException e) {
            // The container has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reconnect() {
        try {
            connect();
        } catch (NotFoundException e) {
            throw e;
        } catch (DockerException e) {
            // An engine may answer so while the container ends. Otherwise the next attempt connects.
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Returns why the last attempt to connect failed, unless the engine answered. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Never connects again. The container ends a while after the connection. */
    synchronized void release() {
        released.countDown();
    }

    /**
     * Releases the container, and waits until the program has started. An engine freezes a container to commit it. If a program is
     * being started in the container at that moment, the container stays frozen: with Docker 20.10 on cgroup v1, runc waits for
     * the program forever.
     */
    void awaitStart() {
        release();
        try {
            for (int check = 0; check < START_CHECKS && !hasStarted(); check++) {
                Thread.sleep(CHECK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasStarted() {
        InspectExecResponse program = client.inspectExecCmd(exec).exec();
        return program.getExitCodeLong() != null || program.getPidLong() != null && program.getPidLong() > 0;
    }

    @Override
    public void close() {
        release();
        if (connection != null) {
            connection.end();
        }
    }

    /** A connection to the program. It breaks when the container is removed, too. */
    private final class Connection extends ResultCallback.Adapter<Frame> {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Heartbeats input = new Heartbeats(ended);

        void begin(ExecStartCmd program) {
            try {
                program.exec(this);
            } catch (RuntimeException e) {
                onError(e);
            }
        }

        @Override
        public void onStart(Closeable stream) {
            super.onStart(stream);
            failure = null;
        }

        @Override
        public void onError(Throwable throwable) {
            if (released.getCount() > 0 && !(throwable instanceof DockerException)) {
                failure = throwable;
            }
            onComplete();
        }

        @Override
        public void onComplete() {
            ended.countDown();
            super.onComplete();
        }

        void end() {
            ended.countDown();
            try {
                close();
            } catch (IOException e) {
                // The connection is closed, even if an error is reported.
            }
        }
    }

    /** An empty line every few seconds, until the connection ends. */
    private static final class Heartbeats extends InputStream {

        private final CountDownLatch ended;
        private boolean hasBegun;

        Heartbeats(CountDownLatch ended) {
            this.ended = ended;
        }

        @Override
        public int read() {
            try {
                if (!hasBegun) {
                    hasBegun = true;
                    return '\n';
                }
                return ended.await(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS) ? -1 : '\n';
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }

        /** Returns one line, instead of waiting until the buffer is full. */
        @Override
        public int read(byte[] buffer, int offset, int length) {
            int next = read();
            if (next >= 0) {
                buffer[offset] = (byte) next;
            }
            return next < 0 ? -1 : 1;
        }
    }
}
