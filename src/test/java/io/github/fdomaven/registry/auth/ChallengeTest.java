package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Challenges as RFC 9110 (section 11.6.1) allows them. */
class ChallengeTest {

    private static Challenge challenge(String scheme, String... parameters) {
        return new Challenge(scheme, parameters.length == 0 ? Map.of() : Map.of(parameters[0], parameters[1]));
    }

    @Test
    void parsesSeveralChallengesInOneHeader() {
        assertThat(Challenge.parse(List.of(
                        "Negotiate, BASIC realm=\"a, \\\"b\\\"\", charset=UTF-8 , bearer Realm = \"https://a/t?x=y\",scope=\"r:a:pull"
                                + " r:b:pull,push\"")))
                .containsExactly(
                        challenge("negotiate"),
                        new Challenge("basic", Map.of("realm", "a, \"b\"", "charset", "UTF-8")),
                        new Challenge("bearer", Map.of("realm", "https://a/t?x=y", "scope", "r:a:pull r:b:pull,push")));
    }

    @Test
    void parsesSeveralHeaders() {
        assertThat(Challenge.parse(List.of("Negotiate", "", "Bearer realm=\"x\"")))
                .containsExactly(challenge("negotiate"), challenge("bearer", "realm", "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Negotiate YIIabc==, Bearer realm=\"x\"",
                "Negotiate YIIabc==\t ,Bearer realm=x",
                "Negotiate abc , Bearer realm=x",
                "Negotiate -._~+/9=,Bearer\trealm=x",
                "Negotiate a=,, Bearer  realm = x",
            })
    void ignoresToken68Credentials(String header) {
        assertThat(Challenge.parse(List.of(header)))
                .containsExactly(challenge("negotiate"), challenge("bearer", "realm", "x"));
    }

    @Test
    void parsesToken68AtTheEnd() {
        assertThat(Challenge.parse(List.of("Bearer realm=x, Negotiate abc==")))
                .containsExactly(challenge("bearer", "realm", "x"), challenge("negotiate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Basic realm=\"a\\\\b\" | a\\b",
                "Basic realm=\"a\\\"b\" | a\"b",
                "Basic realm=\"a=b, c d=e\" | a=b, c d=e",
                "Basic realm=\"no end | no end",
                "Basic realm=\"no end\\ | no end\\",
                "Basic realm=plain | plain",
                "Basic realm= \t \"spaces\" | spaces",
                "Basic realm=first, realm=second | first",
            })
    void parsesQuotedAndPlainValues(String header, String realm) {
        assertThat(Challenge.parse(List.of(header))).containsExactly(challenge("basic", "realm", realm));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=, Basic realm=x",
                "\"quoted\", Basic realm=x",
                "orphan=1, Basic realm=x",
            })
    void ignoresInvalidParts(String header) {
        assertThat(Challenge.parse(List.of(header))).endsWith(challenge("basic", "realm", "x"));
    }

    @Test
    void doesNotGiveAnOrphanParameterToTheNextChallenge() {
        assertThat(Challenge.parse(List.of("realm=evil, Basic charset=UTF-8")))
                .containsExactly(challenge("basic", "charset", "UTF-8"));
    }

    @Test
    void treatsAnEmptyParameterAsMissing() {
        Challenge challenge = Challenge.parse(List.of("Bearer realm=\"\"")).get(0);

        assertThat(challenge.parameter("realm")).isEmpty();
        assertThat(challenge.parameter("service")).isEmpty();
    }

    @Property
    void parsesAnyHeader(
            @ForAll @Chars({' ', ',', '=', '"', '\\', '\t'}) @CharRange(from = 'a', to = 'c') @StringLength(max = 40)
                    String header) {
        assertThat(Challenge.parse(List.of(header))).isNotNull();
    }
}
