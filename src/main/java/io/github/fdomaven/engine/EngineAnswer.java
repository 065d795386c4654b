package io.github.fdomaven.engine;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The answer of an engine that refuses a call or fails.
 *
 * @param engine the engine's name
 * @param attempt what was attempted, as in {@code push registry.example.com/app:1}
 * @param message what the engine said
 */
public record EngineAnswer(String engine, String attempt, String message) {

    private static final Pattern DENIED_STATUS = Pattern.compile("status:? (code )?40[13]\\b|response 40[13]\\b");
    private static final List<String> DENIED =
            List.of("unauthorized", "denied", "authentication required", "no basic auth credentials");
    private static final List<String> ABSENT =
            List.of("manifest unknown", "not found", "no matching manifest", "no image found in", "name unknown");

    /** The error of Go's HTTP client, which all engines use. */
    private static final String NO_TLS = "server gave HTTP response to HTTPS client";

    private static final String SETTINGS_ADVICE = " Check <network> (-Dfdo.network) and <platform>"
            + " (-Dfdo.distribution.platform) if they are set, and that the image has a shell.";

    /** {@return the attempt and the message, as a whole sentence} */
    public String text() {
        return "Could not " + attempt + ": " + engine + " says: " + sentence(message);
    }

    /** {@return a message as the end of a sentence, in one line} */
    public static String sentence(String message) {
        String line = OneLine.of(message);
        return line.endsWith(".") || line.endsWith("!") || line.endsWith("?") ? line : line + ".";
    }

    /**
     * {@return the failure of a call that the user's settings or the image can make fail}
     *
     * @param cause the cause, or null
     */
    public FixableException refused(Throwable cause) {
        return new FixableException(text() + SETTINGS_ADVICE, cause);
    }

    /**
     * {@return the failure of a pull or a push} An engine passes on the error of a registry as free text.
     *
     * @param advice what to do if the registry denies access
     * @param insecureAdvice what to do if the registry does not use TLS
     * @param cause the cause, or null
     */
    public FdoException transfer(Supplier<String> advice, String insecureAdvice, Throwable cause) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (DENIED.stream().anyMatch(lower::contains)
                || DENIED_STATUS.matcher(lower).find()) {
            return new FixableException(text() + " " + advice.get(), cause);
        }
        if (message.contains(NO_TLS)) {
            return new FixableException(text() + " " + insecureAdvice, cause);
        }
        return ABSENT.stream().anyMatch(lower::contains)
                ? new FixableException(text() + " Check the reference.", cause)
                : new EnvironmentException(text(), cause);
    }
}
