package io.github.fdomaven.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verifies the errors of the programs on the PATH. The programs are scripts. */
@Timeout(120)
class ProgramSelectionTest {

    @TempDir
    Path programs;

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The first program that is started depends on the user who runs the tests. */
    private void fails(String message) throws IOException {
        program("unshare", "echo '" + message + "' >&2; exit 1");
        program("buildah", "echo '" + message + "' >&2; exit 1");
    }

    private String error(Optional<String> dockerHost) {
        EngineDiscovery discovery = new EngineDiscovery(
                dockerHost.map(text -> new EngineDiscovery.NamedAddress("<dockerHost>", text)),
                new Environment(Map.of("PATH", programs + ":/usr/bin:/bin", "XDG_RUNTIME_DIR", programs.toString())),
                Path.of("/"));
        try (EngineSelection selection = new EngineSelection(
                discovery,
                new CredentialChain(List.of(), new Secrets(), (registry, source) -> {}),
                RegistryAliases.NONE,
                new PlainHttp(Set.of()),
                notice -> {})) {
            return assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(selection::engine)
                    .actual()
                    .getMessage();
        }
    }

    @Test
    void saysWhyBuildahCannotWork() throws IOException {
        fails("Error: no space left on device");

        assertThat(error(Optional.of("buildah:")))
                .startsWith(
                        "Could not use buildah: (<dockerHost>): buildah cannot work here: no space left on device.");
    }

    @Test
    void saysWhatTheRunnerMustAllow() throws IOException {
        fails("unshare: unshare failed: Operation not permitted");

        assertThat(error(Optional.of("buildah:")))
                .contains("Operation not permitted")
                .contains("seccomp=unconfined")
                .contains("What the runner needs");
    }
}
