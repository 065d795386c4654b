package io.github.fdomaven.packages;

import io.github.fdomaven.support.OneLine;
import java.util.Locale;
import java.util.Optional;

/**
 * A package that an upgrade would install now.
 *
 * @param name the name of the package
 * @param installed the version that is installed; none if an upgrade adds the package
 * @param available the version that an upgrade would install
 */
public record PendingUpdate(String name, Optional<String> installed, String available, Security security) {

    /** Whether an update is a security update, as the distribution says. */
    public enum Security {
        YES,
        NO,
        /** The repository does not say it. */
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes the texts, which come from an image, safe for a console. */
    public PendingUpdate {
        name = OneLine.of(name);
        installed = installed.map(OneLine::of);
        available = OneLine.of(available);
    }

    /** {@return whether the update is known to be a security update} */
    public boolean isSecurity() {
        return security == Security.YES;
    }

    @Override
    public String toString() {
        return name + " " + installed.map(version -> version + " -> ").orElse("(new) ") + available
                + (isSecurity() ? " (security)" : "");
    }
}
