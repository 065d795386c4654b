package io.github.fdomaven.retention;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.support.OneLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether an image is older than its label {@code fdo.expires-after} says, and why. */
record Expiry(State state, String reason) {

    enum State {
        EXPIRED,
        NOT_EXPIRED,
        UNKNOWN
    }

    /** The label for the creation time, besides the config. */
    private static final String CREATED = "org.opencontainers.image.created";

    /** Before this time there were no images. Reproducible builds write an earlier time, so that the image is always the same. */
    private static final Instant FIRST_IMAGES = Instant.parse("2013-01-01T00:00:00Z");

    static Expiry of(ImageConfig config, Instant now) {
        Optional<String> label = FdoLabels.value(config.labels(), FdoLabels.EXPIRES_AFTER);
        if (label.isEmpty()) {
            return new Expiry(State.NOT_EXPIRED, "it has no label " + FdoLabels.EXPIRES_AFTER);
        }
        try {
            return of(config, Lifetime.parse(label.get()), now);
        } catch (IllegalArgumentException e) {
            return unknown("its label " + FdoLabels.EXPIRES_AFTER + " is not valid: " + OneLine.of(e.getMessage()));
        }
    }

    private static Expiry of(ImageConfig config, Lifetime lifetime, Instant now) {
        Optional<String> label = FdoLabels.value(config.labels(), CREATED);
        // The label may come from the base image, and the config from a reproducible build. The later time is safe.
        Optional<Instant> created = Stream.concat(config.created().stream(), label.flatMap(Expiry::instant).stream())
                .max(Instant::compareTo);
        if (created.isEmpty()) {
            return unknown("it expires after " + lifetime + ", but its creation time is not known"
                    + label.map(text -> ": its label " + CREATED + " is '" + OneLine.of(text) + "'")
                            .orElse(""));
        }
        if (created.get().isBefore(FIRST_IMAGES)) {
            return unknown("it expires after " + lifetime + ", but its creation time " + created.get()
                    + " cannot be true: there were no images then");
        }
        String details = "created " + created.get() + ", expires after " + lifetime;
        // The lifetime is subtracted, because adding it to a time in the far future may overflow.
        return created.get().isAfter(now.minus(lifetime.duration()))
                ? new Expiry(State.NOT_EXPIRED, "not expired: " + details)
                : new Expiry(State.EXPIRED, "expired: " + details);
    }

    private static Expiry unknown(String reason) {
        return new Expiry(State.UNKNOWN, reason);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
