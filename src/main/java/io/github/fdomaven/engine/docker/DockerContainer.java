package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.Volume;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.failure.EnvironmentException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A container of an engine that speaks Docker's API. */
final class DockerContainer implements BuildContainer {

    /** The numeric user: not every base has a root by that name in its passwd. */
    private static final String ROOT = "0";

    private static final String CACHE = "/cache";

    private static final String NAME_PREFIX = "fdo-build-";

    /**
     * Idles until it is told to end; by itself it ends if nobody holds on to it within half a minute, as when Maven was
     * killed right after the start. Arguments after it, which are the CMD of the base, are nothing to it.
     */
    private static final List<String> IDLE = List.of(
            "sh",
            "-c",
            "trap 'exit 0' TERM; trap held=1 USR1; sleep 30 & wait $!; [ \"$held\" ] || exit 0;"
                    + " while :; do sleep 3600 & wait $!; done",
            "fdo-build");

    /** A container that was made but not started so long ago belongs to nobody any more. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final DockerClient client;
    private final EngineErrors errors;
    private final Commit commit;
    private final String id;
    private final Lifeline lifeline;

    private DockerContainer(DockerClient client, EngineErrors errors, Commit commit, String id) {
        this.client = client;
        this.errors = errors;
        this.commit = commit;
        this.id = id;
        this.lifeline = new Lifeline(client, id);
    }

    /** Makes containers of an engine. */
    record Starter(DockerClient client, Commit commit, EngineErrors errors) {

        DockerContainer start(ContainerSpec spec) {
            removeForgotten();
            String id = errors.callAsAsked(
                    "create a build container from " + spec.reference(),
                    () -> command(spec).exec().getId());
            DockerContainer container = new DockerContainer(client, errors, commit, id);
            try {
                errors.callAsAsked(
                        "start the build container from " + spec.reference(),
                        () -> client.startContainerCmd(id).exec());
                container.lifeline.hold();
                return container;
            } catch (RuntimeException e) {
                container.remove();
                throw e;
            }
        }

        /** What ends by itself is removed by the engine; what was never started is not. */
        private void removeForgotten() {
            long limit = Instant.now().minus(FORGOTTEN).getEpochSecond();
            errors
                    .call(
                            "look for forgotten build containers",
                            () -> client.listContainersCmd()
                                    .withShowAll(true)
                                    .withStatusFilter(List.of("created"))
                                    .withNameFilter(List.of(NAME_PREFIX))
                                    .exec())
                    .stream()
                    .filter(container -> container.getCreated() < limit)
                    .forEach(container -> new DockerContainer(client, errors, commit, container.getId()).remove());
        }

        private CreateContainerCmd command(ContainerSpec spec) {
            // The container goes with its end, whoever brings that about: see Lifeline.
            HostConfig host = HostConfig.newHostConfig().withAutoRemove(true);
            spec.network().ifPresent(host::withNetworkMode);
            spec.cache()
                    .ifPresent(cache -> host.withBinds(
                            new Bind(cache.toString(), new Volume(CACHE), AccessMode.rw, SELContext.shared)));
            CreateContainerCmd command = client.createContainerCmd(spec.base().id())
                    .withName(NAME_PREFIX + UUID.randomUUID())
                    .withEntrypoint(IDLE)
                    .withCmd(spec.base().cmd())
                    .withLabels(spec.labels())
                    .withHostConfig(host);
            spec.platform().ifPresent(platform -> command.withPlatform(platform.toString()));
            return command;
        }
    }

    @Override
    public OptionalInt run(ExecSpec spec, Consumer<String> output) {
        String program = spec.arguments().get(0);
        return errors.call("run " + program + " in the build container", () -> {
            String exec = client.execCreateCmd(id)
                    .withCmd(spec.arguments().toArray(String[]::new))
                    .withEnv(spec.environment().entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .toList())
                    .withUser(ROOT)
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
                throw errors.broken("follow " + program + " in the build container", failure);
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
        errors.call("copy files into " + directory + " of the build container", () -> {
            try (ArchiveStream stream = new ArchiveStream(archive)) {
                return client.copyArchiveToContainerCmd(id)
                        .withRemotePath(directory)
                        .withTarInputStream(stream.input())
                        .exec();
            }
        });
    }

    @Override
    public String commit(CommitSpec config) {
        return commit.of(id, config);
    }

    @Override
    public void remove() {
        lifeline.close();
        errors.call("remove the build container", () -> {
            try {
                return client.removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (NotFoundException | ConflictException goneOrGoing) {
                return null;
            }
        });
    }

    /** Hands on the lines of both streams as they come. */
    private static final class Output extends ResultCallback.Adapter<Frame> {

        private final Map<StreamType, Lines> streams;
        private volatile Throwable failure;

        Output(Consumer<String> consumer) {
            streams = Map.of(StreamType.STDOUT, new Lines(consumer), StreamType.STDERR, new Lines(consumer));
        }

        @Override
        public void onNext(Frame frame) {
            try {
                streams.getOrDefault(frame.getStreamType(), streams.get(StreamType.STDOUT))
                        .take(frame.getPayload());
            } catch (RuntimeException | OutOfMemoryError e) {
                // docker-java would let the thread die with it, and nobody would ever be told that it is over.
                onError(e);
            }
        }

        /** The default logs the stack trace; here it becomes part of what is thrown. */
        @Override
        public void onError(Throwable throwable) {
            failure = throwable;
            onComplete();
        }

        @Override
        public void onComplete() {
            streams.values().forEach(Lines::end);
            super.onComplete();
        }

        Optional<Throwable> failure() {
            return Optional.ofNullable(failure);
        }
    }
}
