package io.github.fdomaven.registry.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The credential helpers: programs that keep credentials, and hand them out by the protocol that Docker defined. */
final class CredentialPrograms {

    /** How long a helper may take, and with it the person whom it may ask. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String PREFIX = "docker-credential-";

    /** What a file names must not lead out of the directories in which programs are. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /** The words by which helpers of every kind say so. */
    private static final String ABSENT = "credentials not found in native keychain";

    private final List<Path> directories;
    private final Duration limit;

    /**
     * Knows where helpers are.
     *
     * @param directories the directories in which they are looked for
     * @param limit how long one may take
     */
    CredentialPrograms(List<Path> directories, Duration limit) {
        this.directories = List.copyOf(directories);
        this.limit = limit;
    }

    /**
     * Asks a helper.
     *
     * @param name its name, without what all their names begin with
     * @param origin who named it, in words for the message
     * @param host the registry
     */
    Optional<Credentials> get(String name, String origin, String host) {
        if (!NAME.matcher(name).matches()) {
            throw new FixableException(origin + ": '" + name + "' is not the name of a credential helper: valid are"
                    + " letters, digits, '_', '.' and '-', as in 'pass' for docker-credential-pass.");
        }
        Path program = find(PREFIX + name)
                .orElseThrow(() -> new FixableException(origin + " names the credential helper " + PREFIX + name
                        + ", which is in none of the directories of PATH: install it, or remove that entry."));
        ProgramRun.Outcome outcome = run(program, PREFIX + name + " get for " + host, origin, host);
        if (outcome.status() == 0) {
            return read(outcome.output(), PREFIX + name + " get for " + host, origin);
        }
        if (outcome.output().contains(ABSENT)) {
            return Optional.empty();
        }
        throw failure(
                PREFIX + name + " get for " + host + ": exit status " + outcome.status() + ": " + outcome.words(),
                origin);
    }

    private Optional<Path> find(String program) {
        return directories.stream()
                .flatMap(directory -> Stream.of(program, program + ".exe").map(directory::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private ProgramRun.Outcome run(Path program, String attempt, String origin, String host) {
        try {
            return ProgramRun.run(List.of(program.toString(), "get"), HostKey.ofHelpers(host), limit);
        } catch (TimeoutException e) {
            throw failure(attempt + ": no answer within " + limit.toSeconds() + " s, it was ended", origin);
        } catch (IOException e) {
            throw failure(attempt + ": it could not be run: " + e.getMessage(), origin);
        }
    }

    /** Nothing of an answer that cannot be read is shown: there may be a secret in it. */
    private static Optional<Credentials> read(String output, String attempt, String origin) {
        try {
            JsonNode answer = Json.read(output);
            JsonNode username = answer.path("Username");
            JsonNode secret = answer.path("Secret");
            if (username.isTextual() && secret.isTextual()) {
                return Optional.of(Credentials.ofSecret(username.asText(), secret.asText()))
                        .filter(found -> !secret.asText().isEmpty());
            }
        } catch (JsonProcessingException e) {
            // It is refused like any other that is not what it should be.
        }
        throw failure(attempt + ": its answer is not JSON with a Username and a Secret", origin);
    }

    private static FixableException failure(String problem, String origin) {
        return new FixableException(problem + (problem.endsWith(".") ? " " : ". ") + "It is named by " + origin
                + ": make it work, or remove that entry.");
    }
}
