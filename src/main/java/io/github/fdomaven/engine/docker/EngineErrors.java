package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.github.dockerjava.api.exception.DockerException;
import io.github.fdomaven.engine.EngineAnswer;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates errors of the engine and of docker-java.
 *
 * @param engine the engine's name
 * @param quirks the engine's error formats
 * @param diagnosis explains the failure of a connection better, or returns it
 */
record EngineErrors(String engine, EngineQuirks quirks, UnaryOperator<Throwable> diagnosis) {

    private static final String CLOSED_ADVICE = " Check that the engine runs, then run Maven again.";

    private static final String SILENCE_ADVICE =
            "A proxy or a firewall may close a connection without data: allow it for as"
                    + " long as a command may print nothing.";

    private static final String INVALID_ADVICE =
            " Check that the address is that of a Docker or Podman engine, and that no proxy changes its answers.";

    /** A message of docker-java, as in {@code Status 404: {"message":"…"}}. */
    private static final Pattern STATUS = Pattern.compile("Status \\d+: (\\{.*})\\s*", Pattern.DOTALL);

    /** A connection that is closed before the response, as reported by docker-java's HTTP client. */
    private static final String NO_RESPONSE = " failed to respond";

    /** A connection that is closed in the middle of the response, as reported by docker-java's HTTP client. */
    private static final String PARTIAL_RESPONSE = "Premature end of ";

    private static final String RESTARTED = "; the engine may have stopped or restarted";

    EngineErrors(String engine, EngineQuirks quirks) {
        this(engine, quirks, UnaryOperator.identity());
    }

    <T> T call(String attempt, Supplier<T> call) {
        try {
            return call.get();
        } catch (FdoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(attempt, e);
        }
    }

    /** A call that the engine may refuse because of the user's settings, such as a network that does not exist. */
    <T> T callWithSettings(String attempt, Supplier<T> call) {
        return call(attempt, () -> {
            try {
                return call.get();
            } catch (DockerException e) {
                if (!quirks.isRefusal(e)) {
                    throw e;
                }
                throw new EngineAnswer(engine, attempt, message(e)).refused(e);
            }
        });
    }

    /** Without an answer of the engine, only a running engine helps. */
    EnvironmentException broken(String attempt, Throwable cause) {
        boolean isAnswer = cause instanceof DockerException;
        String advice = invalidJson(cause).filter(invalid -> !isEmpty(invalid)).isPresent()
                ? INVALID_ADVICE
                : isAnswer ? "" : CLOSED_ADVICE;
        String text = isAnswer
                ? new EngineAnswer(engine, attempt, message(cause)).text()
                : "Could not " + attempt + ": " + engine + ": " + EngineAnswer.sentence(diagnosed(cause));
        return new EnvironmentException(text + advice, cause);
    }

    /** A connection that ended without an error, in the middle of an answer that has no length. */
    EnvironmentException closed(String attempt, String seen) {
        IOException end = new IOException(seen);
        Throwable reason = diagnosis.apply(end);
        String text = "Could not " + attempt + ": " + engine + ": " + seen + ". ";
        return new EnvironmentException(
                reason == end ? text + SILENCE_ADVICE : text + EngineAnswer.sentence(message(reason)) + CLOSED_ADVICE,
                reason);
    }

    /** Returns the message of a connection that was closed, with the reason if it is known. */
    private String diagnosed(Throwable cause) {
        String message = message(cause);
        if (!isClosed(cause)) {
            return message;
        }
        Throwable reason = diagnosis.apply(cause);
        return reason == cause ? message : message.replace(RESTARTED, "") + ". " + message(reason);
    }

    private static boolean isClosed(Throwable cause) {
        return message(cause).endsWith(RESTARTED)
                || Stream.iterate(cause, inner -> inner != null, Throwable::getCause)
                        .anyMatch(SocketException.class::isInstance);
    }

    FdoException transfer(String attempt, Supplier<String> advice, Throwable cause) {
        if (invalidJson(cause).isPresent() || isClosed(cause)) {
            return broken(attempt, cause);
        }
        return cause instanceof EngineTimeoutException
                ? new EnvironmentException(
                        "Could not " + attempt + ": " + engine + ": " + EngineAnswer.sentence(message(cause)), cause)
                : transfer(attempt, advice, message(cause), cause);
    }

    /**
     * Translates an error of a registry, which the engine passes on as free text.
     *
     * @param advice what to do if the registry denies access
     */
    FdoException transfer(String attempt, Supplier<String> advice, String message, Throwable cause) {
        return new EngineAnswer(engine, attempt, message).transfer(advice, quirks.insecureRegistryAdvice(), cause);
    }

    /** Returns the engine's own message, without what docker-java adds. */
    static String message(Throwable cause) {
        Optional<JsonProcessingException> invalid = invalidJson(cause);
        if (invalid.isPresent()) {
            return json(invalid.get());
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause.getCause() != null && message.equals(cause.getCause().toString())) {
            return message(cause.getCause());
        }
        if (message.endsWith(NO_RESPONSE)) {
            // The original message is misleading: it names a port even for a Unix socket.
            return "the connection was closed before the response" + RESTARTED;
        }
        if (message.startsWith(PARTIAL_RESPONSE)) {
            return "the connection was closed in the middle of the response" + RESTARTED;
        }
        Matcher matcher = STATUS.matcher(message);
        return matcher.matches() ? message(matcher.group(1)).orElse(message.strip()) : message.strip();
    }

    /** Returns the message in an error as JSON, if it has one. */
    static Optional<String> message(String json) {
        try {
            return EngineQuirks.message(new ObjectMapper().readTree(json)).map(String::strip);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonProcessingException> invalidJson(Throwable cause) {
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof JsonProcessingException invalid) {
                return Optional.of(invalid);
            }
        }
        return Optional.empty();
    }

    /** The reason of the parser says what came instead. */
    private static String json(JsonProcessingException invalid) {
        return isEmpty(invalid)
                ? "the answer has no content"
                : "its answer is not valid JSON: " + invalid.getOriginalMessage();
    }

    /** The parser has a message for an answer without content too. */
    private static boolean isEmpty(JsonProcessingException invalid) {
        return invalid instanceof MismatchedInputException
                && invalid.getOriginalMessage().startsWith("No content");
    }
}
