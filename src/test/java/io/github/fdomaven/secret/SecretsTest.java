package io.github.fdomaven.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final Secrets secrets = new Secrets();

    @Test
    void blotsOutASecretWhereverItStands() {
        secrets.add("s3cret");

        assertThat(secrets.redact("s3cret, ys3crety and s3crets3cret")).isEqualTo("***, y***y and ******");
    }

    @Test
    void leavesATextWithoutSecretsAsItIs() {
        secrets.add("s3cret");

        assertThat(secrets.redact("nothing here")).isEqualTo("nothing here");
        assertThat(secrets.redact("")).isEmpty();
    }

    @Test
    void passesNullThrough() {
        assertThat(secrets.redact(null)).isNull();
    }

    @Test
    void blotsOutTheBase64OfASecret() {
        secrets.add("pässword");

        String header = Base64.getEncoder().encodeToString("pässword".getBytes(StandardCharsets.UTF_8));

        assertThat(secrets.redact("Authorization: Basic " + header)).isEqualTo("Authorization: Basic ***");
    }

    @Test
    void blotsOutEachLineOfASecret() {
        secrets.add("-----BEGIN KEY-----\n  abcdefgh\r\n-----END KEY-----\n");

        assertThat(secrets.redact("read: abcdefgh")).isEqualTo("read: ***");
        assertThat(secrets.redact("-----BEGIN KEY-----")).isEqualTo("***");
    }

    @Test
    void passesOverWhatIsTooShortToBeASecret() {
        secrets.add("abc");
        secrets.add("");
        secrets.add("ab\ncd\nefgh");

        assertThat(secrets.redact("abc ab cd YWJj efgh")).isEqualTo("abc ab cd YWJj ***");
    }

    @Test
    void leavesNoPartOfASecretThatHoldsAnotherOne() {
        secrets.add("token");
        secrets.add("token-and-more");
        secrets.add("my-token");

        assertThat(secrets.redact("token-and-more my-token token")).isEqualTo("*** *** ***");
    }

    @Property
    void leavesNothingOfASecretInAnyText(
            @ForAll String before,
            @ForAll @AlphaChars @StringLength(min = 4, max = 20) String secret,
            @ForAll String after) {
        Secrets known = new Secrets();
        known.add(secret);

        assertThat(known.redact(before + secret + after)).doesNotContain(secret);
    }
}
