package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void replacesLineEndsAndInvisibleCharacters() {
        assertThat(OneLine.of(" a\r\n[ERROR]\tb\u001b[2Jc ")).isEqualTo("a [ERROR] b [2Jc");
        assertThat(OneLine.of("a\u009b2J\u0085b\u2028c\u202ed")).isEqualTo("a 2J b c d");
    }

    @Test
    void shortensLongTextBetweenCharacters() {
        assertThat(OneLine.of("x".repeat(600))).isEqualTo("x".repeat(500) + "…");
        assertThat(OneLine.of("x".repeat(499) + "\ud83d\ude00y")).isEqualTo("x".repeat(499) + "…");
        assertThat(OneLine.whole("x".repeat(600))).hasSize(600);
    }
}
