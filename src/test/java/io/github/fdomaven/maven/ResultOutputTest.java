package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.ResultFormat;
import io.github.fdomaven.support.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultOutputTest {

    private final Secrets secrets = new Secrets();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean isLogged;

    private String show(ResultFormat format, Charset charset) {
        PrintStream stream = new PrintStream(written, false, charset);
        new ResultOutput(Optional.ofNullable(format), new StandardOutput(stream, secrets))
                .show(
                        () -> "{\"images\": \"ä\"}\n",
                        () -> List.of("  IMAGE  ", "  s3cret-value\u001B[2J"),
                        () -> isLogged = true);
        stream.flush();
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesToTheLogByDefault() {
        assertThat(show(null, StandardCharsets.UTF_8)).isEmpty();
        assertThat(isLogged).isTrue();
    }

    @Test
    void printsTheReportInUtf8() {
        assertThat(show(ResultFormat.JSON, StandardCharsets.US_ASCII)).isEqualTo("{\"images\": \"ä\"}\n");
        assertThat(isLogged).isFalse();
    }

    @Test
    void printsTheTableWithoutSecretsAndControlCharacters() {
        secrets.add("s3cret-value");

        assertThat(show(ResultFormat.TABLE, StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .first()
                .isEqualTo("  IMAGE");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("  ***")
                .doesNotContain("s3cret-value", "\u001B[2J");
        assertThat(isLogged).isFalse();
    }
}
