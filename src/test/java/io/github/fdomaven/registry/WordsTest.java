package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'errors':[{'code':'DENIED','message':'no'}]} | DENIED: no",
                "{'errors':[{'code':'A','message':'x'},{'code':'B'}]} | A: x; B",
                "{'errors':[],'message':'m'} | m",
                "{'error':'invalid','error_description':'bad token'} | invalid: bad token",
                "{'details':'d'} | d",
                "{'errors':'odd'} | Reason",
                "{} | Reason",
                "`  first line  \nsecond` | first line",
                "`` | Reason",
                "{'message':'two\\nlines \\u001b[31m'} | two lines [31m",
            })
    void theRegistrysOwnWords(String body, String words) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(Words.of(Optional.empty(), bytes, Optional.of("Reason"))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"text/html, no message", "text/plain, <html>"})
    void aPageIsNoMessage(String contentType, String words) {
        assertThat(Words.of(Optional.of(contentType), "<html>".getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .isEqualTo(words);
    }
}
