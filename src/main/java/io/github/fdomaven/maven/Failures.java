package io.github.fdomaven.maven;

import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
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
            ShownCause cause = ShownCause.of(e.getCause(), message, secrets);
            if (e instanceof FixableException) {
                throw new MojoFailureException(message, cause);
            }
            throw new MojoExecutionException(message, cause);
        } catch (RuntimeException e) {
            String message = "This is a defect of the fdo-maven-plugin, please report it with the output of -e: "
                    + secrets.redact(e.toString());
            throw new MojoExecutionException(message, ShownCause.of(e, message, secrets));
        }
    }
}
