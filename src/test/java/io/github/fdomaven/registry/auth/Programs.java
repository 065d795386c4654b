package io.github.fdomaven.registry.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Credential helpers that are shell scripts, in a directory of the test's. */
record Programs(Path directory) {

    /** Writes a helper. Its script finds the host in {@code $host}, and each call is a line of the file "calls". */
    Programs with(String name, String script) throws IOException {
        Path file = directory.resolve("docker-credential-" + name);
        Files.writeString(
                file, "#!/bin/sh\nread host\necho \"" + name + " $1 $host\" >> " + calls() + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** Writes a helper that has credentials for every host. */
    Programs with(String name, String username, String secret) throws IOException {
        return with(
                name, "echo '{\"ServerURL\":\"\",\"Username\":\"" + username + "\",\"Secret\":\"" + secret + "\"}'");
    }

    CredentialPrograms programs(Duration limit) {
        return new CredentialPrograms(List.of(directory.resolve("missing"), directory), limit);
    }

    CredentialPrograms programs() {
        return programs(Duration.ofSeconds(30));
    }

    List<String> asked() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    }

    private Path calls() {
        return directory.resolve("calls");
    }
}
