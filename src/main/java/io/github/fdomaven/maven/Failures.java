package io.github.fdomaven.maven;

import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.secret.Secrets;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** The one place in which our failures become Maven's: what the user can fix is a failure, what broke is an error. */
final class Failures {

    private Failures() {}

    /** A goal's work, which knows only our failures. */
    interface Work {

        /** Does it. */
        void run();
    }

    static void translated(Secrets secrets, Work work) throws MojoExecutionException, MojoFailureException {
        try {
            work.run();
        } catch (FdoException e) {
            String message = secrets.redact(e.getMessage());
            Throwable cause = secrets.redact(e.getCause());
            if (e instanceof FixableException) {
                throw new MojoFailureException(message, cause);
            }
            throw new MojoExecutionException(message, asException(cause));
        } catch (RuntimeException e) {
            throw new MojoExecutionException(
                    "This is a defect of the fdo-maven-plugin, please report it with the output of -e: "
                            + secrets.redact(e.toString()),
                    asException(secrets.redact((Throwable) e)));
        }
    }

    private static Exception asException(Throwable cause) {
        return cause == null || cause instanceof Exception ? (Exception) cause : new Exception(cause);
    }
}
