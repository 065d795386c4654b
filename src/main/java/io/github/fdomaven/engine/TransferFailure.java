package io.github.fdomaven.engine;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Tells by the error of a registry, which engines pass on as free text, what the user can do. */
public final class TransferFailure {

    private static final Pattern DENIED_STATUS = Pattern.compile("status:? (code )?40[13]\\b|response 40[13]\\b");
    private static final List<String> DENIED =
            List.of("unauthorized", "denied", "authentication required", "no basic auth credentials");
    private static final List<String> ABSENT =
            List.of("manifest unknown", "not found", "no matching manifest", "no image found in", "name unknown");

    /** The error of Go's HTTP client, which all engines use. */
    private static final String NO_TLS = "server gave HTTP response to HTTPS client";

    private TransferFailure() {}

    /**
     * {@return the failure of a pull or a push}
     *
     * @param text what was attempted and what the engine answered, as whole sentences
     * @param answer the answer of the engine
     * @param advice what to do if the registry denies access
     * @param insecureAdvice what to do if the registry does not use TLS
     * @param cause the cause, or null
     */
    public static FdoException of(
            String text, String answer, Supplier<String> advice, String insecureAdvice, Throwable cause) {
        String lower = answer.toLowerCase(Locale.ROOT);
        if (DENIED.stream().anyMatch(lower::contains)
                || DENIED_STATUS.matcher(lower).find()) {
            return new FixableException(text + " " + advice.get(), cause);
        }
        if (answer.contains(NO_TLS)) {
            return new FixableException(text + " " + insecureAdvice, cause);
        }
        return ABSENT.stream().anyMatch(lower::contains)
                ? new FixableException(text + " Check the reference.", cause)
                : new EnvironmentException(text, cause);
    }
}
