package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<String, Object> DOCUMENT = new LinkedHashMap<>();

    static {
        DOCUMENT.put("text", "quotes \" and \\, \u0001, é, 😀, </script>");
        DOCUMENT.put("numbers", List.of(1, -2L, Long.MAX_VALUE, 0.25, 1e300));
        DOCUMENT.put("nothing", null);
        DOCUMENT.put("empty", List.of(Map.of(), List.of(), ""));
        DOCUMENT.put("list", Arrays.asList("a", null, Map.of("b", List.of("c"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "true",
                "\"\\u00e9\\n\"",
                "{\"a\":1,\"b\":[{},[],null,false,\"x\"],\"a\":2}",
                "[0,-1,2147483648,9223372036854775807,9223372036854775808,1.5,1e400,-0.0]",
                "{\"size\":12} trailing"
            })
    void readsWhatTheMapperReads(String text) throws JsonProcessingException {
        assertThat(JsonText.readFirst(text)).isEqualTo(MAPPER.readTree(text));
        assertThat(JsonText.readFirst(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(MAPPER.readTree(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\" 1}", "{a:1}", "]", "nul", "<html>", "[1}", "\"a", "NaN"})
    void refusesWhatTheMapperRefuses(String text) {
        assertThatThrownBy(() -> MAPPER.readTree(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonText.readFirst(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonText.readOnly(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesASecondValueOnDemand() throws JsonProcessingException {
        byte[] two = "{} {}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonText.readOnly(two)).isInstanceOf(JsonProcessingException.class);
        assertThat(JsonText.readFirst(two)).isEmpty();
        assertThat(JsonText.readOnly(" {} ".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void refusesADocumentThatIsTooDeep() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> JsonText.readFirst(deep)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void writesWhatTheMapperWrites() throws JsonProcessingException {
        assertThat(JsonText.write(DOCUMENT)).isEqualTo(MAPPER.writeValueAsString(DOCUMENT));
        assertThat(JsonText.writeIndented(DOCUMENT))
                .isEqualTo(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(DOCUMENT));
    }
}
