package io.github.fdomaven.maven;

import java.io.Console;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;

/**
 * Maven's colours for single words of the log. This class reads the same options as Maven's own class, which plugins cannot
 * call in all versions of Maven.
 */
record LogColors(boolean isOn) {

    private static final String GREEN = "\u001B[1;32m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String RED = "\u001B[1;31m";
    private static final String RESET = "\u001B[m";

    static LogColors of(MavenSession session) {
        boolean isInteractive = session.getRequest().isInteractiveMode();
        return new LogColors(isOn(session.getUserProperties(), System.getProperties(), isInteractive && hasTerminal()));
    }

    static boolean isOn(Properties user, Properties system, boolean hasTerminal) {
        // Maven 3 sets the properties of Jansi if it turns colours on or off, for example if the log goes to a file.
        return Stream.of(
                        user.getProperty("style.color"),
                        user.getProperty("maven.style.color"),
                        system.getProperty("jansi.mode"),
                        system.getProperty("org.fusesource.jansi.Ansi.disable"))
                .map(value -> value == null ? "" : value)
                .filter(value -> value.matches("always|force|false|never|strip|true"))
                .findFirst()
                .map(value -> value.matches("always|force|false"))
                .orElse(hasTerminal);
    }

    @SuppressWarnings("SystemConsoleNull") // From Java 22 on, the console itself is asked.
    static boolean hasTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before Java 22 there is a console only if there is a terminal.
            return true;
        }
    }

    /** The word in the colour of its meaning. It says what was done or will be done for an image or a dependent. */
    String paint(String word) {
        if (!isOn) {
            return word;
        }
        return switch (word) {
            case "BUILT", "COPIED", "POKED", "build", "copy", "join" -> GREEN + word + RESET;
            case "SKIPPED", "LOOP", "skip" -> YELLOW + word + RESET;
            case "FAILED", "REFUSED", "UNKNOWN", "fail", "no-base", "unknown" -> RED + word + RESET;
            default -> word;
        };
    }
}
