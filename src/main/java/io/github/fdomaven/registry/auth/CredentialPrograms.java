package io.github.fdomaven.registry.auth;

import io.github.fdomaven.http.Time;
import io.github.fdomaven.oci.DockerHub;
import io.github.fdomaven.support.JsonException;
import io.github.fdomaven.support.JsonText;
import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.Memoizer;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Docker's credential helpers: programs that return credentials from a keychain. Docker asks them before each pull and push,
 * because some return a token that is valid for minutes. Here each is asked once a minute for a registry, and only once if it has no
 * credentials.
 */
final class CredentialPrograms {

    /** A helper may ask the user for a PIN, or for a login in a browser. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration QUIET = Duration.ofSeconds(10);

    /** The time for which an answer is used. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private static final String PREFIX = "docker-credential-";

    /** Refuses path separators, so that no program outside the given directories can be run. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /** All helpers use this message. */
    private static final String NOT_FOUND = "credentials not found in native keychain";

    private final List<Path> directories;
    private final CredentialProcess.Waiting waiting;
    private final Secrets secrets;
    private final Time time;
    private final Memoizer<Question, Dated> answers = new Memoizer<>(this::dated);

    CredentialPrograms(List<Path> directories, CredentialProcess.Waiting waiting, Secrets secrets, Time time) {
        this.directories = List.copyOf(directories);
        this.waiting = waiting;
        this.secrets = secrets;
        this.time = time;
    }

    /**
     * An empty part of PATH means the current directory. No program is run from there.
     *
     * @param notices receives a notice about a helper that needs long
     */
    static CredentialPrograms ofPath(String path, Secrets secrets, Consumer<String> notices) {
        List<Path> directories = new ArrayList<>();
        for (String part : path.split(File.pathSeparator)) {
            Path directory = Path.of(part);
            if (directory.isAbsolute()) {
                directories.add(directory);
            }
        }
        return new CredentialPrograms(
                directories, new CredentialProcess.Waiting(LIMIT, QUIET, notices), secrets, Time.real());
    }

    /** A helper without its prefix, and the host of a registry. */
    private record Question(String helper, String host) {}

    /** The credentials that a helper has, or the problem because of which there is no answer. */
    record Answer(Optional<Credentials> credentials, Optional<String> problem) {

        private static final Answer NONE = new Answer(Optional.empty(), Optional.empty());

        private static Answer problem(String text) {
            return new Answer(Optional.empty(), Optional.of(text));
        }
    }

    /** Asks a helper, named without its prefix. */
    Answer get(String helper, String host) {
        Question question = new Question(helper, host);
        Dated known = answers.apply(question);
        boolean isOld = time.now().isAfter(known.time().plus(MAX_AGE));
        if (known.answer().credentials().isEmpty() || !isOld) {
            return known.answer();
        }
        answers.forget(question);
        return answers.apply(question).answer();
    }

    /** An answer and when it arrived. */
    private record Dated(Answer answer, Instant time) {}

    private Dated dated(Question question) {
        Answer answer = ask(question);
        return new Dated(answer, time.now());
    }

    private Answer ask(Question question) {
        String helper = question.helper();
        if (!NAME.matcher(helper).matches()) {
            // It is not shown, because it can be a secret that is in the wrong place.
            return Answer.problem(
                    "The name of the credential helper for " + question.host() + " is not valid. Valid are"
                            + " letters, digits, '_', '.' and '-', as in 'pass' for docker-credential-pass.");
        }
        Optional<Path> program = find(PREFIX + helper);
        if (program.isEmpty()) {
            return Answer.problem("The credential helper " + PREFIX + helper + " is in no directory of PATH");
        }
        Answer answer = Answer.NONE;
        for (String server : servers(question.host())) {
            if (answer.equals(Answer.NONE)) {
                answer = run(program.get(), question, server);
            }
        }
        return answer;
    }

    private Optional<Path> find(String program) {
        return directories.stream()
                .flatMap(directory -> Stream.of(program, program + ".exe").map(directory::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The names by which helpers know a registry. For Docker Hub, Docker uses a URL, and Podman the host. */
    static List<String> servers(String host) {
        return DockerHub.isName(host) ? List.of(DockerHub.CREDENTIALS_KEY, DockerHub.HOST) : List.of(host);
    }

    private Answer run(Path program, Question question, String server) {
        String name = PREFIX + question.helper();
        String attempt = name + " get for " + question.host() + ": ";
        try {
            CredentialProcess.Result result = CredentialProcess.run(
                    List.of(program.toString(), "get"),
                    server,
                    waiting,
                    "Waiting for the credential helper " + name + ", which has not answered for " + question.host()
                            + " yet.");
            if (result.exitStatus() == 0) {
                return parse(result.output(), attempt);
            }
            return (result.output() + result.errorOutput()).contains(NOT_FOUND)
                    ? Answer.NONE
                    : Answer.problem(attempt + "exit status " + result.exitStatus() + ": "
                            + OneLine.of(secrets.redact(result.message())));
        } catch (TimeoutException e) {
            return Answer.problem(
                    attempt + "no answer within " + waiting.limit().toSeconds() + " s; it was stopped");
        } catch (IOException e) {
            return Answer.problem(attempt + "it could not be run: " + e.getMessage());
        }
    }

    /** Never shows the output, which may have a secret. An answer without user and secret means no credentials. */
    private static Answer parse(String output, String attempt) {
        try {
            JsonValue answer = JsonText.readFirst(output);
            JsonValue username = answer.member("Username");
            JsonValue secret = answer.member("Secret");
            if (answer.isObject() && secret.asText("").isEmpty() && !secret.isContainer()) {
                return Answer.NONE;
            }
            if (username.isText() && !username.asText().isEmpty() && secret.isText()) {
                return new Answer(
                        Optional.of(Credentials.ofSecret(username.asText(), secret.asText())), Optional.empty());
            }
        } catch (JsonException e) {
            // The same failure as JSON without the two members.
        }
        return Answer.problem(attempt + "the answer is not JSON with a Username and a Secret");
    }
}
