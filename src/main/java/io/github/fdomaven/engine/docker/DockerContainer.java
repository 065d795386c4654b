package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A container of an engine that speaks Docker's API. */
final class DockerContainer implements BuildContainer {

    /** The numeric user: not every base has a root by that name in its passwd. */
    private static final String ROOT = "0";

    /** How often, and how long apart, a container is looked after that is on its way out already. */
    private static final int TRIES = 20;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DockerClient client;
    private final EngineErrors errors;
    private final Commit commit;
    private final String id;
    private final Purpose purpose;
    private final Lifeline lifeline;

    DockerContainer(DockerClient client, EngineErrors errors, Commit commit, String id, Purpose purpose) {
        this.client = client;
        this.errors = errors;
        this.commit = commit;
        this.id = id;
        this.purpose = purpose;
        this.lifeline = new Lifeline(client, id);
    }

    /** What a container is for, in words for a message. */
    enum Purpose {
        BUILD("build container"),
        RUN("container");

        private final String words;

        Purpose(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Keeps the container from ending as long as this process is there. */
    void hold() {
        lifeline.hold();
    }

    @Override
    public OptionalInt run(ExecSpec spec, Consumer<String> output) {
        String program = spec.arguments().get(0);
        return errors.call("run " + program + " in the " + purpose, () -> {
            String exec = client.execCreateCmd(id)
                    .withCmd(spec.arguments().toArray(String[]::new))
                    .withEnv(spec.environment().entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .toList())
                    .withUser(spec.user().orElse(ROOT))
                    .withWorkingDir(spec.workingDir().orElse("/"))
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            if (!follow(exec, spec, output)) {
                return OptionalInt.empty();
            }
            Long status = client.inspectExecCmd(exec).exec().getExitCodeLong();
            if (status == null) {
                throw new EnvironmentException("Could not follow " + program
                        + " to its end: the engine let go of it while it was still running.");
            }
            return OptionalInt.of(status.intValue());
        });
    }

    /** Returns whether the program ended within its time. */
    private boolean follow(String exec, ExecSpec spec, Consumer<String> output) {
        String program = spec.arguments().get(0);
        try (Output callback = new Output(output)) {
            client.execStartCmd(exec).exec(callback);
            if (spec.limit().isPresent()) {
                if (!callback.awaitCompletion(spec.limit().get().toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } else {
                callback.awaitCompletion();
            }
            callback.failure().ifPresent(failure -> {
                throw errors.broken("follow " + program + " in the " + purpose, failure);
            });
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while " + program + " was running.", e);
        } catch (IOException e) {
            throw errors.broken("let go of the output of " + program, e);
        }
    }

    @Override
    public void copyInto(String directory, Archive archive) {
        errors.call("copy files into " + directory + " of the " + purpose, () -> {
            try (ArchiveStream stream = new ArchiveStream(archive)) {
                return client.copyArchiveToContainerCmd(id)
                        .withRemotePath(directory)
                        .withTarInputStream(stream.input())
                        .exec();
            }
        });
    }

    @Override
    public void copyOut(String directory, ArchiveReader reader) {
        String attempt = "copy " + directory + " out of the " + purpose;
        errors.call(attempt, () -> {
            try (InputStream archive =
                    client.copyArchiveFromContainerCmd(id, directory).exec()) {
                reader.readFrom(archive);
                return null;
            } catch (IOException e) {
                throw errors.broken(attempt, e);
            }
        });
    }

    @Override
    public String commit(CommitSpec config) {
        errors.call("prepare the commit of the " + purpose, () -> {
            lifeline.awaitBegin();
            return null;
        });
        return commit.of(id, config);
    }

    /** The lifeline is let go of last: a container that ends by itself cannot be killed, which is no way to remove it. */
    @Override
    public void remove() {
        try {
            errors.call("remove the " + purpose, () -> {
                for (int tries = 1; !isGone(tries == TRIES); tries++) {
                    pause();
                }
                return null;
            });
        } finally {
            lifeline.close();
        }
    }

    private boolean isGone(boolean isLast) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return true;
        } catch (NotFoundException gone) {
            return true;
        } catch (DockerException e) {
            if (!errors.dialect().isGoing(e)) {
                throw e;
            }
            return isLast;
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while the " + purpose + " was being removed.", e);
        }
    }
}
