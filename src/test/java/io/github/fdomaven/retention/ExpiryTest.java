package io.github.fdomaven.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {

    private static final String CREATED = "org.opencontainers.image.created";

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:01Z, Wanted",
        "2026-11-23T00:00:00Z, Expired",
        "2026-11-23T01:00:00+01:00, Expired",
        "2027-01-01T00:00:00Z, Wanted",
        "0001-01-01T00:00:00Z, Odd",
        "1970-01-01T00:00:00Z, Odd",
        "1980-01-01T00:00:01Z, Odd",
        "+999999999-12-31T23:59:59Z, Wanted",
        "yesterday, Odd"
    })
    void anImageExpiresWhenItsTimeIsOver(String created, String expiry) {
        assertThat(Expiry.of(Tags.config(created, Map.of("fdo.expires-after", "1d")), Tags.NOW)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expiry);
    }

    @Test
    void theLabelSaysItWhereTheConfigDoesNot() {
        assertThat(Expiry.of(
                        Tags.config(null, Map.of("fdo.expires-after", "1d", CREATED, "2026-11-20T00:00:00Z")),
                        Tags.NOW))
                .isEqualTo(new Expiry.Expired("expired: created 2026-11-20T00:00:00Z, wanted for 1d"));
        assertThat(Expiry.of(Tags.config(null, Map.of("fdo.expires-after", "1d", CREATED, "long ago")), Tags.NOW))
                .isEqualTo(new Expiry.Odd(
                        "it is wanted for 1d, but does not say since when: its label " + CREATED + " is 'long ago'"));
    }

    @Test
    void theLaterOfTheTwoDecides() {
        String then = "2026-11-20T00:00:00Z";
        String now = "2026-11-24T00:00:00Z";

        // The label is that of the base, or the config that of a build that is always the same.
        assertThat(Expiry.of(Tags.config(now, Map.of("fdo.expires-after", "1d", CREATED, then)), Tags.NOW))
                .isInstanceOf(Expiry.Wanted.class);
        assertThat(Expiry.of(Tags.config(then, Map.of("fdo.expires-after", "1d", CREATED, now)), Tags.NOW))
                .isInstanceOf(Expiry.Wanted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999w", "-1d", "0d", "1D", "1 d", "1d2h", "1.5d", "٣d", "never", "1y"})
    void aLifetimeThatMakesNoSenseIsForNoDeletion(String label) {
        assertThat(Expiry.of(Tags.config("2020-01-01T00:00:00Z", Map.of("fdo.expires-after", label)), Tags.NOW))
                .isInstanceOf(Expiry.Odd.class);
    }

    @Test
    void theLongestLifetimeIsNoOverflow() {
        assertThat(Expiry.of(Tags.config("2020-01-01T00:00:00Z", Map.of("fdo.expires-after", "999999w")), Tags.NOW))
                .isInstanceOf(Expiry.Wanted.class);
    }

    @Test
    void aTimeBeforeThereWereImagesIsMadeUp() {
        assertThat(Expiry.of(Tags.config("1970-01-01T00:00:00Z", Map.of("fdo.expires-after", "1d")), Tags.NOW))
                .isEqualTo(new Expiry.Odd("it is wanted for 1d, but was hardly created at 1970-01-01T00:00:00Z, as it"
                        + " says: there were no images then"));
    }

    @Test
    void anEmptyLabelIsNone() {
        assertThat(Expiry.of(Tags.config(null, Map.of("fdo.expires-after", "")), Tags.NOW))
                .isEqualTo(new Expiry.Wanted("it has no label fdo.expires-after"));
    }
}
