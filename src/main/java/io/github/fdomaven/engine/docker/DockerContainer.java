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
import io.github.fdomaven.failure.FixableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A container of an engine that speaks Docker's API. */
final class DockerContainer implements BuildContainer {

    /** The numeric user: not every base has a root by that name in its passwd. */
    private static final String ROOT = "0";

    private static final String CACHE = "/cache";

    /**
     * Idles until it is told to end. Arguments after it, which are the CMD of the base, are nothing to it.
     */
    private static final List<String> IDLE =
            List.of("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done", "fdo-build");

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
            String id = errors.callAsAsked(
                    "create a build container", () -> command(spec).exec().getId());
            DockerContainer container = new DockerContainer(client, errors, commit, id);
            try {
                errors.callAsAsked(
                        "start the build container from " + spec.base().id(),
                        () -> client.startContainerCmd(id).exec());
                container.lifeline.hold();
                return container;
            } catch (RuntimeException e) {
                container.remove();
                throw e;
            }
        }

        private CreateContainerCmd command(ContainerSpec spec) {
            // The container goes with its end, whoever brings that about: see Lifeline.
            HostConfig host = HostConfig.newHostConfig().withAutoRemove(true);
            spec.network().ifPresent(host::withNetworkMode);
            spec.cache()
                    .ifPresent(cache -> host.withBinds(
                            new Bind(cache.toString(), new Volume(CACHE), AccessMode.rw, SELContext.shared)));
            CreateContainerCmd command = client.createContainerCmd(spec.base().id())
                    .withName("fdo-build-" + UUID.randomUUID())
                    .withEntrypoint(IDLE)
                    .withCmd(spec.base().cmd())
                    .withLabels(spec.labels())
                    .withHostConfig(host);
            spec.platform().ifPresent(platform -> command.withPlatform(platform.toString()));
            return command;
        }
    }

    @Override
    public int run(ExecSpec spec, Consumer<String> output) {
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
            follow(exec, spec, output);
            Long status = client.inspectExecCmd(exec).exec().getExitCodeLong();
            if (status == null) {
                throw new EnvironmentException("Could not follow " + program
                        + " to its end: the engine let go of it while it was still running.");
            }
            return status.intValue();
        });
    }

    private void follow(String exec, ExecSpec spec, Consumer<String> output) {
        try (Output callback = new Output(output)) {
            client.execStartCmd(exec).exec(callback);
            if (spec.limit().isEmpty()) {
                callback.awaitCompletion();
            } else if (!callback.awaitCompletion(spec.limit().get().toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooLong(spec.arguments().get(0), spec.limit().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(
                    "Interrupted while " + spec.arguments().get(0) + " was running.", e);
        } catch (IOException e) {
            throw errors.broken("let go of the output of " + spec.arguments().get(0), e);
        }
    }

    private static FixableException tooLong(String program, Duration limit) {
        return new FixableException(program + " took longer than the " + limit.toSeconds()
                + " s that a step may take: raise <timeout> (-Dfdo.timeout) if it needs more.");
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

        Output(Consumer<String> consumer) {
            streams = Map.of(StreamType.STDOUT, new Lines(consumer), StreamType.STDERR, new Lines(consumer));
        }

        @Override
        public void onNext(Frame frame) {
            streams.getOrDefault(frame.getStreamType(), streams.get(StreamType.STDOUT))
                    .take(frame.getPayload());
        }

        @Override
        public void onComplete() {
            streams.values().forEach(Lines::end);
            super.onComplete();
        }
    }
}
