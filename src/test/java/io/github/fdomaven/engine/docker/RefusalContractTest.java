package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Containers that cannot be, and what the user is told. */
class RefusalContractTest extends EngineContract {

    private static final String ADVICE = " Check <network> (-Dfdo.network) and <platform>"
            + " (-Dfdo.distribution.platform), where they are set, and that the base has a shell.";

    @Test
    void tellsOfANetworkThatIsNotThere() throws Exception {
        ContainerSpec plain = spec(base(), Map.of());
        ContainerSpec spec = new ContainerSpec(
                plain.reference(),
                plain.base(),
                plain.platform(),
                plain.labels(),
                Optional.of("no-such-network"),
                plain.cache());

        refuses(spec, Optional.of(EngineWords.NO_SUCH_NETWORK));
    }

    @Test
    void tellsOfABaseWithoutAShell() throws Exception {
        images.make(mark, Map.of("hello", "hello"));

        refuses(spec(own(), Map.of()), Optional.of(EngineWords.NO_SHELL));
    }

    @Test
    void tellsOfABaseWhoseProgramsAreOfAnotherMachine() throws Exception {
        images.make(mark, Map.of("bin/sh", "\u007fELF of another machine"));

        refuses(spec(own(), Map.of()), Optional.empty());
    }

    @Test
    void tellsOfAPlatformThatTheBaseIsNotOf() throws Exception {
        ContainerSpec plain = spec(base(), Map.of());

        assertThatThrownBy(() -> build(new ContainerSpec(
                        plain.reference(),
                        plain.base(),
                        Optional.of(Platform.parse("linux/s390x")),
                        plain.labels(),
                        plain.network(),
                        plain.cache())))
                .isInstanceOf(FixableException.class)
                .hasMessage("Could not create a build container from " + base()
                        + ": the image is of linux/amd64, not of linux/s390x."
                        + " Check <platform> (-Dfdo.distribution.platform).");
    }

    private void refuses(ContainerSpec spec, Optional<EngineWords> known) throws Exception {
        Reference base = spec.reference();
        assertThatThrownBy(() -> build(spec))
                .isInstanceOf(FixableException.class)
                .message()
                .satisfies(text -> known.ifPresent(words -> says(words, base, text)))
                .matches(text -> text.startsWith(
                                "Could not create a build container from " + base + ": " + engine.name() + " says: ")
                        || text.startsWith(
                                "Could not start the build container from " + base + ": " + engine.name() + " says: "))
                .endsWith(ADVICE);
        assertThat(cli.containers("label=org.example.mark=" + mark)).isEmpty();
    }
}
