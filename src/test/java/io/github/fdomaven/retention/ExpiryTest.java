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
        "2026-11-23T00:00:01Z, NOT_EXPIRED",
        "2026-11-23T00:00:00Z, EXPIRED",
        "2026-11-23T01:00:00+01:00, EXPIRED",
        "2027-01-01T00:00:00Z, NOT_EXPIRED",
        "0001-01-01T00:00:00Z, UNKNOWN",
        "1970-01-01T00:00:00Z, UNKNOWN",
        "1980-01-01T00:00:01Z, UNKNOWN",
        "+999999999-12-31T23:59:59Z, NOT_EXPIRED",
        "yesterday, UNKNOWN"
    })
    void expiresAtTheEndOfItsLifetime(String created, Expiry.State state) {
        assertThat(Expiry.of(Tags.config(created, Map.of("fdo.expires-after", "1d")), Tags.NOW)
                        .state())
                .isEqualTo(state);
    }

    @Test
    void takesTheCreationTimeFromTheLabelIfTheConfigHasNone() {
        assertThat(Expiry.of(
                        Tags.config(null, Map.of("fdo.expires-after", "1d", CREATED, "2026-11-20T00:00:00Z")),
                        Tags.NOW))
                .isEqualTo(new Expiry(Expiry.State.EXPIRED, "expired: created 2026-11-20T00:00:00Z, expires after 1d"));
        assertThat(Expiry.of(Tags.config(null, Map.of("fdo.expires-after", "1d", CREATED, "long ago")), Tags.NOW))
                .isEqualTo(new Expiry(
                        Expiry.State.UNKNOWN,
                        "it expires after 1d, but its creation time is not known: its label " + CREATED
                                + " is 'long ago'"));
    }

    @Test
    void takesTheLaterCreationTime() {
        String then = "2026-11-20T00:00:00Z";
        String now = "2026-11-24T00:00:00Z";

        assertThat(Expiry.of(Tags.config(now, Map.of("fdo.expires-after", "1d", CREATED, then)), Tags.NOW)
                        .state())
                .isEqualTo(Expiry.State.NOT_EXPIRED);
        assertThat(Expiry.of(Tags.config(then, Map.of("fdo.expires-after", "1d", CREATED, now)), Tags.NOW)
                        .state())
                .isEqualTo(Expiry.State.NOT_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999w", "-1d", "0d", "1D", "1 d", "1d2h", "1.5d", "٣d", "never", "1y"})
    void isUnknownForAnInvalidLifetime(String label) {
        assertThat(Expiry.of(Tags.config("2020-01-01T00:00:00Z", Map.of("fdo.expires-after", label)), Tags.NOW)
                        .state())
                .isEqualTo(Expiry.State.UNKNOWN);
    }

    @Test
    void acceptsTheLongestLifetime() {
        assertThat(Expiry.of(Tags.config("2020-01-01T00:00:00Z", Map.of("fdo.expires-after", "999999w")), Tags.NOW)
                        .state())
                .isEqualTo(Expiry.State.NOT_EXPIRED);
    }

    @Test
    void isUnknownForACreationTimeBeforeTheFirstImages() {
        assertThat(Expiry.of(Tags.config("1970-01-01T00:00:00Z", Map.of("fdo.expires-after", "1d")), Tags.NOW))
                .isEqualTo(new Expiry(
                        Expiry.State.UNKNOWN,
                        "it expires after 1d, but its creation time 1970-01-01T00:00:00Z cannot be true: there were no"
                                + " images then"));
    }

    @Test
    void ignoresAnEmptyLabel() {
        assertThat(Expiry.of(Tags.config(null, Map.of("fdo.expires-after", "")), Tags.NOW))
                .isEqualTo(new Expiry(Expiry.State.NOT_EXPIRED, "it has no label fdo.expires-after"));
    }
}
