package io.github.fdomaven.registry.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.oci.DockerHub;
import io.github.fdomaven.support.FixableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs Docker's credential helpers: programs that return credentials from a keychain. */
final class CredentialPrograms {

    /** A helper may ask the user for a password. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String PREFIX = "docker-credential-";

    /** Refuses path separators, so that no program outside the given directories can be run. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /** All helpers use this message. */
    private static final String NOT_FOUND = "credentials not found in native keychain";

    private final List<Path> directories;
    private final Duration timeout;

    CredentialPrograms(List<Path> directories, Duration timeout) {
        this.directories = List.copyOf(directories);
        this.timeout = timeout;
    }

    /** An empty part of PATH means the current directory. No program is run from there. */
    static CredentialPrograms ofPath(String path) {
        return new CredentialPrograms(
                Stream.of(path.split(File.pathSeparator))
                        .filter(directory -> !directory.isEmpty())
                        .map(Path::of)
                        .filter(Path::isAbsolute)
                        .toList(),
                TIMEOUT);
    }

    /** Asks a helper, named without its prefix. The entry that names the helper is for messages. */
    Optional<Credentials> get(String name, String entry, String host) {
        if (!NAME.matcher(name).matches()) {
            throw new FixableException(entry + ": '" + name + "' is not the name of a credential helper. Valid are"
                    + " letters, digits, '_', '.' and '-', as in 'pass' for docker-credential-pass.");
        }
        Path program = find(PREFIX + name)
                .orElseThrow(() -> new FixableException(entry + " names the credential helper " + PREFIX + name
                        + ", but no directory of PATH has it. Install the helper, or remove the entry."));
        String attempt = PREFIX + name + " get for " + host;
        CredentialProcess.Result result = run(program, attempt, entry, host);
        if (result.exitStatus() == 0) {
            return parse(result.output(), attempt, entry);
        }
        if (result.output().contains(NOT_FOUND)) {
            return Optional.empty();
        }
        throw failure(attempt + ": exit status " + result.exitStatus() + ": " + result.message(), entry);
    }

    private Optional<Path> find(String program) {
        return directories.stream()
                .flatMap(directory -> Stream.of(program, program + ".exe").map(directory::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    static String serverOf(String host) {
        return DockerHub.isName(host) ? DockerHub.CREDENTIALS_KEY : host;
    }

    private CredentialProcess.Result run(Path program, String attempt, String entry, String host) {
        try {
            return CredentialProcess.run(List.of(program.toString(), "get"), serverOf(host), timeout);
        } catch (TimeoutException e) {
            throw failure(attempt + ": no answer within " + timeout.toSeconds() + " s; it was stopped", entry);
        } catch (IOException e) {
            throw failure(attempt + ": it could not be run: " + e.getMessage(), entry);
        }
    }

    /** Never shows the output, which may have a secret. */
    private static Optional<Credentials> parse(String output, String attempt, String entry) {
        try {
            JsonNode answer = AuthFile.JSON.readTree(output);
            JsonNode username = answer.path("Username");
            JsonNode secret = answer.path("Secret");
            if (username.isTextual() && secret.isTextual()) {
                return Optional.of(Credentials.ofSecret(username.asText(), secret.asText()))
                        .filter(found -> !secret.asText().isEmpty());
            }
        } catch (JsonProcessingException e) {
            // The same failure as JSON without the two members.
        }
        throw failure(attempt + ": the answer is not JSON with a Username and a Secret", entry);
    }

    private static FixableException failure(String problem, String entry) {
        return new FixableException(
                problem + (problem.endsWith(".") ? " " : ". ") + "Fix the credential helper, or remove " + entry + ".");
    }
}
