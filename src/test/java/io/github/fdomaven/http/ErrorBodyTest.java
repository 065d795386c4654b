package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {

    private static String words(String contentType, String content, String reason) {
        return ErrorBody.words(
                Optional.ofNullable(contentType),
                content.getBytes(StandardCharsets.UTF_8),
                Optional.ofNullable(reason));
    }

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
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\"},{\"code\":\"UNKNOWN\"}]} | DENIED: no; UNKNOWN",
                "Retry later | Retry later",
                "'' | Bad Request"
            })
    void readsTheMessageFromJson(String content, String words) {
        assertThat(words("application/json", content, "Bad Request")).isEqualTo(words);
    }

    @Test
    void readsTheFirstLineOfText() {
        assertThat(words("text/plain", "\n  Retry later\nor never\n", null)).isEqualTo("Retry later");
    }

    @Test
    void doesNotCutText() {
        assertThat(words(null, "x".repeat(600), null)).hasSize(600);
    }

    @Test
    void readsTheTitleOfAPage() {
        String page = "<!DOCTYPE html>\n<html>\n<head>\n  <style>\n    body { color: #666; }\n  </style>\n"
                + "  <title>GitLab is not responding (502)</title>\n</head>\n<body><h1>502</h1></body>\n</html>\n";

        assertThat(words("text/html", page, "Bad Gateway")).isEqualTo("GitLab is not responding (502)");
        assertThat(words("text/html", "<!-- x --><script>alert('a')</script><h1>A &amp; B</h1>", null))
                .isEqualTo("A & B");
    }

    @Test
    void fallsBackToTheReasonPhrase() {
        assertThat(words("text/html", "<html></html>", "Bad Gateway")).isEqualTo("Bad Gateway");
        assertThat(words(null, "", null)).isEqualTo("no message");
    }
}
