package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the plugin's JSON with that of Jackson. */
class JsonTextTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectMapper ONE_VALUE =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Map<String, Object> DOCUMENT = new LinkedHashMap<>();

    static {
        DOCUMENT.put("text", "quotes \" and \\, \b\f\n\r\t\0\u0001\u001f\u007f, é, 😀, </script>");
        DOCUMENT.put("name \"\n", List.of(1, -2L, Long.MAX_VALUE, 0.25, 1e300));
        DOCUMENT.put("nothing", null);
        DOCUMENT.put("empty", List.of(Map.of(), List.of(), ""));
        DOCUMENT.put("list", Arrays.asList("a", null, Map.of("b", List.of("c", Map.of("d", 1)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " true ",
                "\"\\u00e9\\n\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\uDE00 \\u0000 é 😀\"",
                "{\"a\":1,\"b\":[{},[],null,false,\"x\"],\"a\":2}",
                "\r\n\t{ \"a\" : [ 1 , \"\" ] , \"\" : { } }",
                "[0,-1,2147483648,9223372036854775807,9223372036854775808,1.5,-0.0,1E+2,2e-7]",
                "{\"size\":12}"
            })
    void readsWhatJacksonReads(String text) throws Exception {
        JsonNode expected = MAPPER.readTree(text);
        assertSame(JsonText.readFirst(text), expected);
        assertSame(JsonText.readFirst(text.getBytes(StandardCharsets.UTF_8)), expected);
        assertSame(JsonText.readOnly(text.getBytes(StandardCharsets.UTF_8)), expected);
    }

    private static void assertSame(JsonValue value, JsonNode expected) {
        assertThat(value.isObject()).isEqualTo(expected.isObject());
        assertThat(value.isArray()).isEqualTo(expected.isArray());
        assertThat(value.isContainer()).isEqualTo(expected.isContainerNode());
        assertThat(value.isText()).isEqualTo(expected.isTextual());
        assertThat(value.isAbsent()).isEqualTo(expected.isNull() || expected.isMissingNode());
        assertThat(value.isEmpty()).isEqualTo(expected.isEmpty());
        assertThat(value.text().orElse(null)).isEqualTo(expected.textValue());
        assertThat(value.asLong(7)).isEqualTo(expected.canConvertToLong() ? expected.asLong(7) : value.asLong(7));
        assertThat(value.integer().isPresent()).isEqualTo(expected.isIntegralNumber() && expected.canConvertToLong());
        if (!expected.isFloatingPointNumber()) {
            assertThat(value.asText()).isEqualTo(expected.asText());
            assertThat(value.asText("-")).isEqualTo(expected.asText("-"));
        }
        assertThat(value.members().keySet()).containsExactlyElementsOf(expected::fieldNames);
        value.members().forEach((name, member) -> assertSame(member, expected.get(name)));
        List<JsonNode> elements = new ArrayList<>();
        if (expected.isArray()) {
            expected.forEach(elements::add);
        }
        assertThat(value.elements()).hasSameSizeAs(elements);
        for (int i = 0; i < elements.size(); i++) {
            assertSame(value.elements().get(i), elements.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,",
                "[1,]",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "]",
                "nul",
                "nulls",
                "True",
                "<html>",
                "[1}",
                "[1 2]",
                "\"a",
                "\"a\\",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "'a'",
                "\"a\nb\"",
                "NaN",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1.x",
                "-x",
                "1a",
                "\u00a01",
                "[1] x",
                "{} {}"
            })
    void refusesWhatJacksonRefuses(String text) {
        assertThatThrownBy(() -> ONE_VALUE.readTree(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonText.readOnly(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonException.class);
    }

    @Property(tries = 200)
    void readsWhatItWrites(@ForAll Map<String, List<String>> document) throws Exception {
        String json = JsonText.write(document);
        assertThat(json).isEqualTo(MAPPER.writeValueAsString(document));
        assertSame(JsonText.readFirst(json), MAPPER.readTree(json));
        assertThat(JsonText.readFirst(JsonText.writeIndented(document))).isEqualTo(JsonText.readFirst(json));
    }

    @Test
    void ignoresWhatFollowsTheFirstValue() throws JsonException {
        assertThat(JsonText.readFirst("{\"size\":12} trailing").path("size").integer())
                .contains(12L);
        assertThat(JsonText.readFirst("{} {}")).isEmpty();
        assertThat(JsonText.readOnly(" {} ".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void hasNoValueInAnEmptyText() throws JsonException {
        assertThat(JsonText.readFirst("").isMissing()).isTrue();
        assertThat(JsonText.readFirst(" \n").isMissing()).isTrue();
        assertThat(JsonText.readOnly(new byte[0]).isMissing()).isTrue();
    }

    @Test
    void readsOnlyUtf8() throws JsonException {
        byte[] marked = "\uFEFF{}".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonText.readOnly(marked).isObject()).isTrue();
        byte[] latin = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> JsonText.readFirst(latin)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{ | 1 | 2", "{\"a\": secret} | 1 | 7", "{\"a\":\"secret | 1 | 13", "`[1,\n 2,\n secret]` | 3 | 2"
            })
    void namesThePositionOfTheFailureAndNothingElse(String text, int line, int column) {
        assertThatThrownBy(() -> JsonText.readFirst(text))
                .isInstanceOfSatisfying(JsonException.class, e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e.column()).isEqualTo(column);
                })
                .hasMessageEndingWith(" in line " + line + ", column " + column)
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesADocumentThatIsTooDeep() throws JsonException {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> JsonText.readFirst(deep)).isInstanceOf(JsonException.class);
        assertThat(JsonText.readFirst("[".repeat(900) + "]".repeat(900)).isArray())
                .isTrue();
        assertThat(JsonText.readFirst("[" + "[0],{\"a\":{}},".repeat(2000) + "[]]")
                        .elements())
                .hasSize(4001);
    }

    @Test
    void findsMembers() throws JsonException {
        JsonValue value = JsonText.readFirst("{\"SIZE\":1,\"Size\":2,\"size\":3,\"Other\":4}");
        assertThat(value.member("size").asText()).isEqualTo("3");
        assertThat(value.member("other").asText()).isEqualTo("4");
        assertThat(value.path("other").isMissing()).isTrue();
        assertThat(value.path("other").path("more").member("again").isAbsent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"12, 12", "1.9, 1", "\"34\", 34", "\"x\", 7", "true, 7", "[], 7", "1e400, 9223372036854775807"})
    void convertsToNumbers(String json, long expected) throws JsonException {
        assertThat(JsonText.readFirst(json).asLong(7)).isEqualTo(expected);
    }

    @Test
    void writesWhatJacksonWrites() throws JsonProcessingException {
        assertThat(JsonText.write(DOCUMENT)).isEqualTo(MAPPER.writeValueAsString(DOCUMENT));
        assertThat(JsonText.writeIndented(DOCUMENT))
                .isEqualTo(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(DOCUMENT));
    }
}
