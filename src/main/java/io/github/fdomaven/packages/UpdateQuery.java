package io.github.fdomaven.packages;

import io.github.fdomaven.packages.QueryOutput.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks the package manager of a container what an upgrade would do. */
public final class UpdateQuery {

    private UpdateQuery() {}

    /** Where the question is asked. */
    public enum Mode {
        /** In a container for this question, which gets fresh metadata first. */
        REFRESH,
        /** In a build container, which has fresh metadata. */
        OFFLINE,
        /** In a build container whose packages were just upgraded, so that there are no updates. */
        UPGRADED
    }

    /**
     * {@return the command that asks; it always ends with status 0}
     *
     * @param format the format of the packages; by default the package manager that the image has
     */
    public static List<String> command(Mode mode, Optional<PackageFormat> format) {
        try (InputStream script = UpdateQuery.class.getResourceAsStream("updates.sh")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(
                    "sh",
                    "-c",
                    text,
                    "sh",
                    mode.name().toLowerCase(Locale.ROOT),
                    format.map(PackageFormat::id).orElse("any"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the script updates.sh", e);
        }
    }

    /**
     * {@return the updates that the command printed, sorted by name}
     *
     * @throws IllegalArgumentException if the package manager could not answer; the message has its words
     */
    public static List<PendingUpdate> read(List<String> lines) {
        return read(QueryOutput.parse(lines));
    }

    static List<PendingUpdate> read(QueryOutput output) {
        UpdateFormat format = format(output);
        Section refresh = output.sections().get("refresh");
        if (refresh != null && refresh.status() != 0) {
            throw failure(format, "could not refresh its metadata", refresh);
        }
        Section updates = output.sections().get(UpdateFormat.UPDATES);
        if (updates == null) {
            throw new IllegalArgumentException(name(format) + " did not answer to the end");
        }
        if (!format.isSuccess(updates.status())) {
            throw failure(format, "could not list the updates", updates);
        }
        return format.read(output).stream()
                .sorted(Comparator.comparing(PendingUpdate::name).thenComparing(PendingUpdate::available))
                .distinct()
                .toList();
    }

    static UpdateFormat format(QueryOutput output) {
        String name = output.manager()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the image has none of the package managers apt, dnf, yum," + " zypper, apk and pacman"));
        for (UpdateFormat format : UpdateFormat.values()) {
            if (name(format).equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("the image has an unknown package manager");
    }

    private static IllegalArgumentException failure(UpdateFormat format, String what, Section section) {
        return new IllegalArgumentException(
                name(format) + " " + what + " (status " + section.status() + ")" + section.problem());
    }

    private static String name(UpdateFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
