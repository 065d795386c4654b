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

class ChallengeTest {

    @Test
    void parsesSeveralChallengesInOneHeader() {
        assertThat(Challenge.parse(List.of(
                        "Negotiate, BASIC realm=\"a, \\\"b\\\"\", charset=UTF-8 , bearer Realm = \"https://a/t?x=y\",scope=\"r:a:pull"
                                + " r:b:pull,push\"")))
                .containsExactly(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("basic", Map.of("realm", "a, \"b\"", "charset", "UTF-8")),
                        new Challenge("bearer", Map.of("realm", "https://a/t?x=y", "scope", "r:a:pull r:b:pull,push")));
    }

    @Test
    void parsesSeveralHeaders() {
        assertThat(Challenge.parse(List.of("Negotiate YIIabc==", "Bearer realm=\"x\"", "")))
                .extracting(Challenge::scheme)
                .contains("negotiate", "bearer");
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
