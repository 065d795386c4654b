package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Ends a container with this process, even if the process is killed. A program in the container reads from this process and
 * ends the container when the connection breaks.
 */
final class ContainerWatchdog implements AutoCloseable {

    /** Sends the signal several times, because the container ignores it until its shell has set its trap. */
    private static final String[] PROGRAM = {
        "sh", "-c", "(for i in 1 2 3 4 5; do kill -USR1 1; sleep 4; done) & cat >/dev/null; kill -TERM 1"
    };

    private static final int START_CHECKS = 100;
    private static final long PAUSE_MILLIS = 100;

    private final DockerClient client;
    private final String container;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Callback callback = new Callback();
    private volatile String exec;

    ContainerWatchdog(DockerClient client, String container) {
        this.client = client;
        this.container = container;
    }

    void start() {
        exec = client.execCreateCmd(container)
                .withCmd(PROGRAM)
                .withUser("0")
                .withAttachStdin(true)
                .exec()
                .getId();
        client.execStartCmd(exec).withStdIn(new OpenInput()).exec(callback);
    }

    /**
     * Waits until the program has started. An engine freezes a container to commit it. If a program is being started in the
     * container at that moment, the container stays frozen: with Docker 20.10 on cgroup v1, runc waits for the program forever.
     */
    void awaitStart() {
        try {
            for (int check = 0; check < START_CHECKS && !hasStarted(); check++) {
                Thread.sleep(PAUSE_MILLIS);
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
        closed.countDown();
        try {
            callback.close();
        } catch (IOException e) {
            // The connection is closed, even if an error is reported.
        }
    }

    /** Ignores errors: the connection breaks when the container is removed. */
    private static final class Callback extends ResultCallback.Adapter<Frame> {

        @Override
        public void onError(Throwable throwable) {
            onComplete();
        }
    }

    /** An input without data that ends when the watchdog is closed. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // There are no bytes to read.
    private final class OpenInput extends InputStream {

        @Override
        public int read() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }
}
