package io.github.fdomaven.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        assertThat(secrets.redact((String) null)).isNull();
        assertThat(secrets.redact((Throwable) null)).isNull();
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

    @Test
    void showsAThrowableWithoutSecretsAsItIs() {
        secrets.add("s3cret");
        Throwable clean = new IllegalStateException("broken", new RuntimeException("deeper"));

        assertThat(secrets.redact(clean)).isSameAs(clean);
    }

    @Test
    void blotsSecretsOutOfAThrowableAndKeepsItsTrace() {
        secrets.add("s3cret");
        Throwable original = new IllegalStateException("the token s3cret was refused");

        Throwable shown = secrets.redact(original);

        assertThat(shown).hasToString("java.lang.IllegalStateException: the token *** was refused");
        assertThat(shown.getStackTrace()).isEqualTo(original.getStackTrace());
    }

    @Test
    void blotsSecretsOutOfEveryCause() {
        secrets.add("s3cret");
        Throwable original = new IllegalStateException(
                "outer", new RuntimeException("middle", new IllegalArgumentException("in the depth: s3cret")));

        Throwable shown = secrets.redact(original);

        assertThat(trace(shown))
                .contains("java.lang.IllegalStateException: outer")
                .contains("Caused by: java.lang.RuntimeException: middle")
                .contains("Caused by: java.lang.IllegalArgumentException: in the depth: ***")
                .doesNotContain("s3cret");
    }

    @Test
    void dropsWhatWasSuppressedForNobodyKnowsWhatItHolds() {
        secrets.add("s3cret");
        Throwable original = new IllegalStateException("clean");
        original.addSuppressed(new RuntimeException("s3cret"));

        assertThat(trace(secrets.redact(original)))
                .contains("java.lang.IllegalStateException: clean")
                .doesNotContain("s3cret");
    }

    @Test
    void blotsOutAllLinesOfASecretInATrace() {
        secrets.add("first line\nsecond line");

        assertThat(trace(secrets.redact(new RuntimeException("it was first line\nsecond line"))))
                .doesNotContain("first line")
                .doesNotContain("second line");
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

    private static String trace(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
