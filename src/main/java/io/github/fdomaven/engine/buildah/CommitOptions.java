package io.github.fdomaven.engine.buildah;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.engine.CommitSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The options by which the buildah program sets the config of an image. */
final class CommitOptions {

    private CommitOptions() {}

    /** The entrypoint comes as JSON. CMD comes as words of a shell, and after the entrypoint, which resets it. */
    static List<String> of(CommitSpec spec) {
        List<String> options = new ArrayList<>(List.of(
                "--entrypoint",
                json(spec.entrypoint()),
                "--cmd",
                words(spec.cmd()),
                "--workingdir",
                spec.workingDir()));
        spec.user().ifPresent(user -> options.addAll(List.of("--user", user)));
        return options;
    }

    private static String json(List<String> values) {
        try {
            return values.isEmpty() ? "" : new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write strings as JSON", e);
        }
    }

    private static String words(List<String> values) {
        return values.stream()
                .map(value -> "'" + value.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
