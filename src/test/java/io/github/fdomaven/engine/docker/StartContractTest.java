package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies the errors for containers that cannot be started. */
@MethodSource("io.github.fdomaven.engine.docker.EngineContract#buildah")
class StartContractTest extends EngineContract {

    private static final String ADVICE = " Check <network> (-Dfdo.network) and <platform>"
            + " (-Dfdo.distribution.platform) if they are set, and that the image has a shell.";

    @Test
    void rejectsAnUnknownNetwork() throws Exception {
        if (isBuildah()) {
            assertThatThrownBy(() -> start(spec(Optional.empty(), Optional.of("no-such-network"))))
                    .isInstanceOf(FixableException.class)
                    .hasMessageContaining(" has no network 'no-such-network', because without privileges it uses the"
                            + " network of this machine.");
            return;
        }
        assertRejected(spec(Optional.empty(), Optional.of("no-such-network")), EngineMessages.NO_SUCH_NETWORK);
    }

    @Test
    void rejectsAnImageWithoutAShell() throws Exception {
        images.make(mark, Map.of("hello", "hello"));

        assertRejected(spec(own(), Map.of()), EngineMessages.NO_SHELL);
    }

    /**
     * Docker 20.10 starts the container before its shell fails, so the error may be that of the first program. The shell is not
     * an ELF file, so that no emulator of the kernel runs it.
     */
    @Test
    void runsNoProgramIfTheShellCannotBeRun() throws Exception {
        images.make(mark, Map.of("bin/sh", "\u0001 not a program"));

        assertThatThrownBy(() -> {
                    Ran ran = sh(start(spec(own(), Map.of())), "true");
                    assertThat(ran.status()).as(ran.lines()::toString).hasValue(0);
                })
                .satisfiesAnyOf(
                        refused -> assertThat(refused)
                                .isInstanceOf(FdoException.class)
                                .message()
                                // An engine may notice it only after it has started the container.
                                .matches("(?s)Could not (create|start|run|read the output of) .*"
                                        + "( says: |the container ended before the program).*"),
                        failed -> assertThat(failed).isInstanceOf(AssertionError.class));
    }

    /** The shell is not an ELF file, so that no emulator of the kernel runs it. */
    @Test
    void saysWhatToInstallIfProgramsForAnotherProcessorDoNotRun() throws Exception {
        images.make(mark + "-amd64", Map.of("bin/sh", "\u0001 not a program"));
        images.derive(repository, mark + "-amd64", mark, config -> config.put("architecture", "s390x"));
        Platform platform = Platform.parse("linux/s390x");
        Reference reference = own();
        EngineImage image = engine.pull(reference, Optional.of(platform), (layer, state, current, total) -> {});
        ContainerSpec spec =
                new ContainerSpec(reference, image, Optional.of(platform), Map.of(), Optional.empty(), List.of());

        assertThatThrownBy(() -> start(spec))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not run programs for linux/s390x from " + reference + ": "
                        + engine.name() + ", on " + engine.platform().orElseThrow() + ", says: ")
                .hasMessageEndingWith(
                        "Install an emulator on the engine's machine, such as the packages qemu-user-static and"
                                + " binfmt-support of Debian, or set <engines> to an engine on linux/s390x.");
    }

    @Test
    void rejectsAnImageOfAnotherPlatform() {
        ContainerSpec spec = spec(Optional.of(Platform.parse("linux/s390x")), Optional.empty());

        assertThatThrownBy(() -> start(spec))
                .isInstanceOf(FixableException.class)
                .hasMessage("Could not create a container from " + base() + ": the platform of the image is "
                        + spec.image().config().platform().orElseThrow()
                        + ", not linux/s390x. Use an image for linux/s390x, or correct <platform>"
                        + " (-Dfdo.distribution.platform) or <platforms> (-Dfdo.distribution.platforms).");
    }

    private void assertRejected(ContainerSpec spec, EngineMessages messages) throws Exception {
        Reference base = spec.reference();
        assertThatThrownBy(() -> start(spec))
                .isInstanceOf(FixableException.class)
                .message()
                .satisfies(text -> assertSays(messages, base, text))
                .matches(text ->
                        text.startsWith("Could not create a container from " + base + ": " + engine.name() + " says: ")
                                || text.startsWith("Could not start the container from " + base + ": " + engine.name()
                                        + " says: "))
                .endsWith(ADVICE);
        assertThat(cli.containers("label=org.example.mark=" + mark)).isEmpty();
    }
}
