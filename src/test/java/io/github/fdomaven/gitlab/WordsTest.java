package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.gitlab.stub.StubAnswer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"404 Not Found\"} | 404 Not Found",
                "{\"error\":\"ref is missing\"} | ref is missing",
                "{\"error\":\"invalid_token\",\"error_description\":\"Token expired\"} | invalid_token: Token expired",
                "{\"message\":{\"base\":[\"Reference not found\"]}} | base: Reference not found",
                "{\"message\":{\"base\":[\"a\",\"b\"],\"ref\":[\"c\"]}} | base: a, b; ref: c",
                "{\"message\":{\"a\":{\"b\":[\"c\"]}}} | a: b: c",
                "{\"message\":[\"a\",\"b\"]} | a, b",
                "{\"message\":12} | 12",
                "{\"message\":\"\"} | {\"message\":\"\"}",
                "{\"other\":1} | {\"other\":1}",
                "Retry later | Retry later",
                "'' | Bad Request"
            })
    void itsOwnWords(String content, String words) {
        assertThat(Words.of(Optional.of("application/json"), content, Optional.of("Bad Request")))
                .isEqualTo(words);
    }

    @Test
    void aTextIsItsFirstLine() {
        assertThat(Words.of(Optional.of("text/plain"), "\n  Retry later\nor never\n", Optional.empty()))
                .isEqualTo("Retry later");
        // It is shortened later, when no secret is in it any more.
        assertThat(Words.of(Optional.empty(), "x".repeat(600), Optional.empty()))
                .hasSize(600);
    }

    @Test
    void aPageIsItsTitle() {
        assertThat(Words.of(Optional.of("text/html"), StubAnswer.badGateway().content(), Optional.of("Bad Gateway")))
                .isEqualTo("GitLab is not responding (502)");
        assertThat(Words.of(
                        Optional.of("text/html"),
                        "<!-- x --><script>alert('a')</script><h1>A &amp; B</h1>",
                        Optional.empty()))
                .isEqualTo("A & B");
        assertThat(Words.of(Optional.of("text/html"), "<html></html>", Optional.of("Bad Gateway")))
                .isEqualTo("Bad Gateway");
    }

    @Test
    void somethingIsAlwaysSaid() {
        assertThat(Words.of(Optional.empty(), "", Optional.empty())).isEqualTo("no message");
    }
}
