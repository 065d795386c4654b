package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final Secrets secrets = new Secrets();

    @BeforeEach
    void knowsASecret() {
        secrets.add("s3cret-value");
    }

    @Test
    void throwsNothingIfTheGoalSucceeds() {
        assertThatCode(() -> Failures.translate(secrets, () -> {})).doesNotThrowAnyException();
    }

    @Test
    void makesAFixableFailureABuildFailure() {
        RuntimeException cause = new RuntimeException("cause");

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> fail(new FixableException("No tag is set.", cause)))
                .withMessage("No tag is set.")
                .satisfies(shown -> assertThat(trace(shown)).contains("Caused by: " + cause));
    }

    @Test
    void makesAnotherFailureABuildError() {
        RuntimeException cause = new RuntimeException("cause");

        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> fail(new EnvironmentException("No engine answers.", cause)))
                .withMessage("No engine answers.")
                .satisfies(shown -> assertThat(trace(shown)).contains("Caused by: " + cause));
    }

    @Test
    void worksWithoutACause() {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> fail(new FixableException("No tag is set.")))
                .withNoCause();
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> fail(new EnvironmentException("No engine answers.")))
                .withNoCause();
    }

    @Test
    void asksForAReportOfAnUnexpectedException() {
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> fail(new IllegalStateException("never")))
                .withMessage("This is a defect of the fdo-maven-plugin. Please report it with the output of -e:"
                        + " java.lang.IllegalStateException: never")
                .satisfies(shown ->
                        assertThat(trace(shown)).contains("Caused by: java.lang.IllegalStateException: never"));
    }

    @Test
    void keepsACauseThatIsAnError() {
        Error error = new StackOverflowError();

        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> fail(new EnvironmentException("Broken.", error)))
                .satisfies(shown -> assertThat(trace(shown)).contains("Caused by: " + error));
    }

    @Test
    void masksSecretsInMessagesAndCauses() {
        RuntimeException cause = new RuntimeException("outer s3cret-value", new RuntimeException("inner s3cret-value"));

        for (RuntimeException failure : new RuntimeException[] {
            new FixableException("message s3cret-value", cause),
            new EnvironmentException("message s3cret-value", cause),
            new IllegalStateException("message s3cret-value", cause)
        }) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> fail(failure))
                    .satisfies(shown -> assertThat(trace(shown))
                            .contains("message ***")
                            .contains("outer ***")
                            .contains("inner ***")
                            .doesNotContain("s3cret-value"));
        }
    }

    @Test
    void showsTheMessageOfACauseInOneLine() {
        RuntimeException cause = new RuntimeException("a\n[ERROR] fake\u001b[2J " + "x".repeat(2000));

        for (RuntimeException failure : new RuntimeException[] {new EnvironmentException("Broken.", cause), cause}) {
            assertThatExceptionOfType(MojoExecutionException.class)
                    .isThrownBy(() -> fail(failure))
                    .satisfies(shown -> assertThat(trace(shown))
                            .contains("a [ERROR] fake [2J x")
                            .doesNotContain("\u001b", "x".repeat(600)));
        }
    }

    @Test
    void givesEachCauseTheMessageSoThatMavenDoesNotAddIts() {
        RuntimeException cause = new RuntimeException("outer", new RuntimeException("inner"));

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> fail(new FixableException("All there is to say.", cause)))
                .satisfies(shown -> {
                    assertThat(shown.getCause()).hasMessage("All there is to say.");
                    assertThat(shown.getCause().getCause()).hasMessage("All there is to say.");
                });
    }

    private void fail(RuntimeException failure) throws MojoExecutionException, MojoFailureException {
        Failures.translate(secrets, () -> {
            throw failure;
        });
    }

    private static String trace(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
