package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Ties a container to this process. A program in the container reads from us and ends the container when there is nothing
 * to read any more, which is the case when the connection closes: also when Maven is killed and can do nothing itself.
 */
final class Lifeline implements AutoCloseable {

    /** It says more than once that somebody holds on: what is said before the container listens is lost. */
    private static final String[] WATCH = {
        "sh", "-c", "(for i in 1 2 3 4 5; do kill -USR1 1; sleep 4; done) & cat >/dev/null; kill -TERM 1"
    };

    private static final int MOST_LOOKS = 100;
    private static final long PAUSE_MILLIS = 100;

    private final DockerClient client;
    private final String container;
    private final CountDownLatch released = new CountDownLatch(1);
    private final Heedless end = new Heedless();
    private volatile String exec;

    Lifeline(DockerClient client, String container) {
        this.client = client;
        this.container = container;
    }

    void hold() {
        exec = client.execCreateCmd(container)
                .withCmd(WATCH)
                .withUser("0")
                .withAttachStdin(true)
                .exec()
                .getId();
        client.execStartCmd(exec).withStdIn(new Silence()).exec(end);
    }

    /**
     * Waits until the program is there. An engine freezes a container to commit it, and one that is frozen while a program is
     * being started in it stays so: with Docker 20.10 on cgroup v1, runc waits for it for ever, and Docker for runc.
     */
    void awaitBegin() {
        try {
            for (int look = 0; look < MOST_LOOKS && !hasBegun(); look++) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasBegun() {
        InspectExecResponse program = client.inspectExecCmd(exec).exec();
        return program.getExitCodeLong() != null || program.getPidLong() != null && program.getPidLong() > 0;
    }

    @Override
    public void close() {
        released.countDown();
        try {
            end.close();
        } catch (IOException e) {
            // The connection is closed either way, which is all that is wanted of it.
        }
    }

    /** Nothing is printed at the other end, and that the connection breaks with the container is as it should be. */
    private static final class Heedless extends ResultCallback.Adapter<Frame> {

        @Override
        public void onError(Throwable throwable) {
            onComplete();
        }
    }

    /** Has nothing to say, and ends when it is released. */
    private final class Silence extends InputStream {

        @Override
        public int read() {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }
}
