package io.github.fdomaven.registry.auth;

import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Credential helpers that are shell scripts in a directory of the test. */
record CredentialScripts(Path directory) {

    /** Adds a helper. The script has the host in {@code $host}. Each call is a line of the file "calls". */
    CredentialScripts add(String name, String script) throws IOException {
        return addFile(
                name, "#!/bin/sh\nread host\necho \"" + name + " $1 $host\" >> " + callFile() + "\n" + script + "\n");
    }

    /** Adds a helper that has credentials for every host. */
    CredentialScripts add(String name, String username, String secret) throws IOException {
        return add(name, "echo '{\"ServerURL\":\"\",\"Username\":\"" + username + "\",\"Secret\":\"" + secret + "\"}'");
    }

    CredentialScripts addFile(String name, String content) throws IOException {
        Path file = directory.resolve("docker-credential-" + name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    CredentialPrograms helpers(Duration timeout) {
        return helpers(new CredentialProcess.Waiting(timeout, Duration.ofMinutes(2), notice -> {}));
    }

    CredentialPrograms helpers(CredentialProcess.Waiting waiting) {
        return helpers(waiting, Time.real());
    }

    /** Helpers whose answers become old by another clock. */
    CredentialPrograms helpers(Time time) {
        return helpers(new CredentialProcess.Waiting(Duration.ofMinutes(2), Duration.ofMinutes(2), notice -> {}), time);
    }

    private CredentialPrograms helpers(CredentialProcess.Waiting waiting, Time time) {
        return new CredentialPrograms(List.of(directory.resolve("missing"), directory), waiting, new Secrets(), time);
    }

    CredentialPrograms helpers() {
        return helpers(Duration.ofMinutes(2));
    }

    List<String> calls() throws IOException {
        return Files.exists(callFile()) ? Files.readAllLines(callFile()) : List.of();
    }

    private Path callFile() {
        return directory.resolve("calls");
    }
}
