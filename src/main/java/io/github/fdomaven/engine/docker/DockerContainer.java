package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSequence;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.SequenceScript;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A container of an engine that implements the Docker API. */
final class DockerContainer implements Container {

    /** The user ID of root, because some images have no user named root. */
    private static final String ROOT = "0";

    /** The exit status of a program that SIGKILL ended, as all programs of a container when its first program ends. */
    private static final int KILLED = 137;

    private static final int REMOVE_ATTEMPTS = 20;
    private static final int END_CHECKS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DockerClient client;
    private final EngineErrors errors;
    private final ContainerCommitter committer;
    private final String id;
    private final TemporaryTag tag;
    private final List<TemporaryVolume> volumes;
    private final ContainerWatchdog watchdog;
    private volatile boolean isCommitted;

    DockerContainer(
            DockerClient client,
            EngineErrors errors,
            ContainerCommitter committer,
            String id,
            TemporaryTag tag,
            List<TemporaryVolume> volumes) {
        this.client = client;
        this.errors = errors;
        this.committer = committer;
        this.id = id;
        this.tag = tag;
        this.volumes = volumes;
        this.watchdog = new ContainerWatchdog(client, id);
    }

    /** Starts the watchdog, which ends the container when this process ends. */
    void watch() {
        watchdog.start();
    }

    @Override
    public OptionalInt run(ExecSpec spec, Consumer<String> output) {
        long began = System.nanoTime();
        return run(spec, output, () -> began);
    }

    @Override
    public boolean run(ExecSequence sequence, ExecSequence.Listener listener) {
        SequenceScript script = new SequenceScript(sequence, listener);
        OptionalInt status = run(script.spec(), script, script::began);
        status.ifPresent(script::finish);
        return status.isPresent();
    }

    /**
     * Runs a program.
     *
     * @param began returns when its time limit began
     */
    private OptionalInt run(ExecSpec spec, Consumer<String> output, LongSupplier began) {
        return errors.call("run " + spec.program() + " in the container", () -> {
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
            return await(exec, spec, output, began) ? OptionalInt.of(status(exec, spec)) : OptionalInt.empty();
        });
    }

    /** Returns whether the program ended within its time limit. */
    private boolean await(String exec, ExecSpec spec, Consumer<String> output, LongSupplier began) {
        try (ExecOutput callback = new ExecOutput(output)) {
            client.execStartCmd(exec).exec(callback);
            if (spec.limit().isEmpty()) {
                callback.awaitCompletion();
            } else if (!callback.awaitCompletion(spec.limit().get(), began)) {
                return false;
            }
            callback.failure().ifPresent(failure -> {
                throw errors.broken("read the output of " + spec.program(), failure);
            });
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while " + spec.program() + " was running.", e);
        } catch (IOException e) {
            throw errors.broken("close the output of " + spec.program(), e);
        }
    }

    private int status(String exec, ExecSpec spec) {
        try {
            Long status = client.inspectExecCmd(exec).exec().getExitCodeLong();
            if (status == null) {
                throw errors.closed(
                        "run " + spec.program() + " in the container", "it closed the output of the running program");
            }
            if (status == KILLED && hasEnded()) {
                throw ended(spec);
            }
            return status.intValue();
        } catch (DockerException e) {
            throw hasEnded() ? ended(spec) : e;
        }
    }

    /**
     * Waits, because an engine may report the end of a container later than the end of its programs, on a busy machine by seconds. If
     * only the program was killed, its failure is reported after this wait.
     */
    private boolean hasEnded() {
        try {
            for (int check = 0; check < END_CHECKS; check++) {
                if (!Boolean.TRUE.equals(
                        client.inspectContainerCmd(id).exec().getState().getRunning())) {
                    return true;
                }
                pause("a program was ending");
            }
            return false;
        } catch (NotFoundException e) {
            return true;
        }
    }

    private EnvironmentException ended(ExecSpec spec) {
        return watchdog.failure()
                .map(failure ->
                        errors.broken("keep the container running while " + spec.program() + " ran in it", failure))
                .orElseGet(() -> new EnvironmentException("Could not run " + spec.program()
                        + " in the container: the container ended before the program. Check whether something else ended it,"
                        + " whether its process 1 was killed, and the log of " + errors.engine() + "."));
    }

    @Override
    public void copyInto(String directory, Archive archive) {
        String attempt = "copy files to " + directory + " of the container";
        errors.call(attempt, () -> {
            try (ArchiveStream stream = new ArchiveStream(archive)) {
                try {
                    // Docker refuses links that lead out of the directory in which it unpacks.
                    return client.copyArchiveToContainerCmd(id)
                            .withRemotePath("/")
                            .withTarInputStream(stream.input())
                            .exec();
                } catch (RuntimeException e) {
                    throw stream.failure(attempt)
                            .map(RuntimeException.class::cast)
                            .orElse(e);
                }
            }
        });
    }

    @Override
    public void copyOut(String directory, ArchiveReader reader) {
        String attempt = "copy " + directory + " from the container";
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
        errors.call("prepare the commit of the container", () -> {
            watchdog.awaitStart();
            return null;
        });
        isCommitted = true;
        return committer.commit(id, tag, config);
    }

    /** Removes the tag first: without the container, another build would take the image for abandoned. */
    @Override
    public void remove() {
        try {
            if (isCommitted) {
                errors.call("remove the image " + tag, () -> {
                    tag.remove(client);
                    return null;
                });
            }
        } finally {
            removeContainer();
        }
    }

    /** Closes the watchdog last: it would end the container, and an engine cannot kill a container that is ending. */
    private void removeContainer() {
        watchdog.release();
        try {
            errors.call("remove the container", () -> {
                for (int attempt = 1; !isRemoved() && attempt < REMOVE_ATTEMPTS; attempt++) {
                    pause("the container was being removed");
                }
                return null;
            });
        } finally {
            watchdog.close();
        }
        volumes.forEach(TemporaryVolume::remove);
    }

    private boolean isRemoved() {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return true;
        } catch (NotFoundException gone) {
            return true;
        } catch (DockerException e) {
            if (!errors.quirks().isBeingRemoved(e)) {
                throw e;
            }
            return false;
        }
    }

    private static void pause(String state) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while " + state + ".", e);
        }
    }
}
