package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.NoHttpResponseException;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what an engine, or docker-java for it, says of a failure into our own exceptions.
 *
 * @param engine which engine it is and where
 * @param dialect how it says it
 */
record EngineErrors(String engine, EngineQuirks dialect) {

    private static final Pattern REFUSING_STATUS = Pattern.compile("status:? (code )?40[13]\\b|response 40[13]\\b");

    /** Both engines say it in the words of Go. */
    private static final String NO_TLS = "server gave HTTP response to HTTPS client";

    private static final String ASKED_ADVICE = " Check <network> (-Dfdo.network) and <platform>"
            + " (-Dfdo.distribution.platform), where they are set, and that the base has a shell.";

    /** docker-java's {@code Status 404: {"message":"…"}}. */
    private static final Pattern STATUS = Pattern.compile("Status \\d+: (\\{.*})\\s*", Pattern.DOTALL);

    /** Runs a call, and says what it was for if it fails. */
    <T> T call(String attempt, Supplier<T> call) {
        try {
            return call.get();
        } catch (FdoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(attempt, e);
        }
    }

    /** The same for a call whose refusal is due to what the user asked for, such as a network that is not there. */
    <T> T callAsAsked(String attempt, Supplier<T> call) {
        return call(attempt, () -> {
            try {
                return call.get();
            } catch (DockerException e) {
                if (!dialect.isRefusal(e)) {
                    throw e;
                }
                throw new FixableException(
                        "Could not " + attempt + ": " + engine + " says: " + sentence(words(e)) + ASKED_ADVICE, e);
            }
        });
    }

    EnvironmentException broken(String attempt, Throwable cause) {
        String who = cause instanceof DockerException ? engine + " says: " : engine + ": ";
        return new EnvironmentException("Could not " + attempt + ": " + who + sentence(words(cause)), cause);
    }

    /**
     * What a registry said to the engine comes to us as free text, in which the kind of refusal must be recognised.
     *
     * @param advice what to do if the registry does not let us
     */
    FdoException transfer(String attempt, Supplier<String> advice, String message, Throwable cause) {
        String text = "Could not " + attempt + ": " + engine + " says: " + sentence(message);
        if (isDenied(message)) {
            return new FixableException(text + " " + advice.get(), cause);
        }
        if (message.contains(NO_TLS)) {
            return new FixableException(text + " " + dialect.howToAllowNoTls(), cause);
        }
        return isAbsent(message)
                ? new FixableException(text + " Check the reference.", cause)
                : new EnvironmentException(text, cause);
    }

    static boolean isDenied(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("unauthorized")
                || lower.contains("denied")
                || lower.contains("authentication required")
                || lower.contains("no basic auth credentials")
                || REFUSING_STATUS.matcher(lower).find();
    }

    private static boolean isAbsent(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("manifest unknown")
                || lower.contains("not found")
                || lower.contains("no matching manifest")
                || lower.contains("no image found in")
                || lower.contains("name unknown");
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    /** The engine's own words, without what docker-java puts around them. */
    static String words(Throwable cause) {
        if (cause instanceof NoHttpResponseException) {
            // Its own words name a port, be there one or not.
            return "it broke off the connection before it answered, as when it ends or is started anew";
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause.getCause() != null && message.equals(cause.getCause().toString())) {
            return words(cause.getCause());
        }
        Matcher matcher = STATUS.matcher(message);
        if (!matcher.matches()) {
            return message.strip();
        }
        try {
            return EngineQuirks.words(new ObjectMapper().readTree(matcher.group(1)))
                    .orElse(message)
                    .strip();
        } catch (JsonProcessingException e) {
            return message.strip();
        }
    }
}
