package io.github.fdomaven.maven;

import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Standard output, for what a user reads with another program, or in spite of Maven's option {@code -q}. */
record StandardOutput(PrintStream stream, Secrets secrets) {

    /** Standard output without the words that Maven 4 puts before each line of {@code System.out}. */
    static PrintStream ofProcess() {
        boolean isMavens = System.out.getClass().getName().startsWith("org.apache.maven.");
        return isMavens ? new PrintStream(new FileOutputStream(FileDescriptor.out), true) : System.out;
    }

    /** Prints lines, with secrets masked. */
    void print(List<String> lines) {
        preventResetAtEnd();
        lines.forEach(
                line -> stream.println(OneLine.printable(secrets.redact(line)).stripTrailing()));
    }

    /** Prints a report, whose secrets are masked, as its file has it. */
    void print(String report) {
        preventResetAtEnd();
        byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }

    /**
     * Keeps Maven from printing an escape code when it ends, also to a file. Debian's Maven 3.8 replaces standard output by a
     * class of Jansi, which has this setter.
     */
    private void preventResetAtEnd() {
        try {
            stream.getClass().getMethod("setResetAtUninstall", boolean.class).invoke(stream, false);
        } catch (ReflectiveOperationException e) {
            // Other streams print nothing at the end.
        }
    }
}
