package io.github.fdomaven.config;

import io.github.fdomaven.inspection.PackageState;
import java.util.Locale;

/** The updates of packages for which check-packages does something. */
public enum UpdateScope {
    /** All updates. */
    ANY,
    /** Updates that the distribution calls security updates. */
    SECURITY;

    /** {@return the updates that are set} */
    public static UpdateScope read(SettingSources sources) {
        return sources.choice(Setting.UPDATES, UpdateScope.class).orElseThrow();
    }

    /** {@return whether an image has such updates} */
    public boolean includes(PackageState state) {
        return this == SECURITY ? state.hasSecurityUpdates() : state.status() == PackageState.Status.UPDATES;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
