package io.github.fdomaven.maven;

import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Translates the plugin's exceptions to Maven's: a failure if the user can fix the cause, else an error. */
final class Failures {

    private Failures() {}

    static void translate(Secrets secrets, Runnable goal) throws MojoExecutionException, MojoFailureException {
        try {
            goal.run();
        } catch (FdoException e) {
            String message = secrets.redact(e.getMessage());
            Cause cause = Cause.of(e.getCause(), message, secrets);
            if (e instanceof FixableException) {
                throw new MojoFailureException(message, cause);
            }
            throw new MojoExecutionException(message, cause);
        } catch (RuntimeException e) {
            String message = "This is a defect of the fdo-maven-plugin. Please report it with the output of -e: "
                    + secrets.redact(OneLine.of(e));
            throw new MojoExecutionException(message, Cause.of(e, message, secrets));
        }
    }

    /**
     * The cause of a failure, without secrets. Its message is the message of the failure, because Maven appends the messages of
     * causes that differ from it. The stack trace shows the original message in one line.
     */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class Cause extends Exception {

        private static final long serialVersionUID = 1L;

        private final String original;

        private Cause(String message, String original, Throwable cause) {
            super(message, cause);
            this.original = original;
        }

        static Cause of(Throwable throwable, String message, Secrets secrets) {
            if (throwable == null) {
                return null;
            }
            Cause next = of(throwable.getCause(), message, secrets);
            Cause cause = new Cause(message, secrets.redact(OneLine.of(throwable)), next);
            cause.setStackTrace(throwable.getStackTrace());
            return cause;
        }

        @Override
        public String toString() {
            return original;
        }
    }
}
