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

/** Whether an image is older than it says it is wanted. */
sealed interface Expiry {

    /** The label by which an image says when it was made, besides its config. */
    String CREATED = "org.opencontainers.image.created";

    /** Before there were images there were none: such a time is what a build writes that is to be the same whenever it is done. */
    Instant FIRST = Instant.parse("2013-01-01T00:00:00Z");

    /** In a few words why. */
    String reason();

    /** It is. */
    record Expired(String reason) implements Expiry {}

    /** It is not, or is wanted without an end. */
    record Wanted(String reason) implements Expiry {}

    /** Nobody can tell. */
    record Odd(String reason) implements Expiry {}

    static Expiry of(ImageConfig config, Instant now) {
        Optional<String> label = FdoLabels.value(config.labels(), FdoLabels.EXPIRES_AFTER);
        if (label.isEmpty()) {
            return new Wanted("it has no label " + FdoLabels.EXPIRES_AFTER);
        }
        try {
            return of(config, Lifetime.parse(label.get()), now);
        } catch (IllegalArgumentException e) {
            return new Odd("its label " + FdoLabels.EXPIRES_AFTER + " is odd: " + OneLine.of(e.getMessage()));
        }
    }

    private static Expiry of(ImageConfig config, Lifetime lifetime, Instant now) {
        Optional<String> label = FdoLabels.value(config.labels(), CREATED);
        // A label may be the base's, and the config may be that of a build which is the same whenever it is done: with
        // the later of the two nothing goes too early.
        Optional<Instant> created = Stream.concat(config.created().stream(), label.flatMap(Expiry::instant).stream())
                .max(Instant::compareTo);
        if (created.isEmpty()) {
            return new Odd("it is wanted for " + lifetime + ", but does not say since when"
                    + label.map(text -> ": its label " + CREATED + " is '" + OneLine.of(text) + "'")
                            .orElse(""));
        }
        if (created.get().isBefore(FIRST)) {
            return new Odd("it is wanted for " + lifetime + ", but was hardly created at " + created.get()
                    + ", as it says: there were no images then");
        }
        String sentence = "created " + created.get() + ", wanted for " + lifetime;
        // A time may be so far ahead that there is none after it, which is why it is not the end that is reckoned.
        return created.get().isAfter(now.minus(lifetime.duration()))
                ? new Wanted("not expired: " + sentence)
                : new Expired("expired: " + sentence);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
