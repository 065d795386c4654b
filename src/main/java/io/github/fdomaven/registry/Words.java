package io.github.fdomaven.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a registry or a token service says of a failure, in one line and in its own words. */
final class Words {

    private Words() {}

    static String of(Optional<String> contentType, byte[] body, Optional<String> reason) {
        Optional<String> words =
                contentType.filter(type -> type.contains("html")).isPresent()
                        ? Optional.empty()
                        : Json.object(body).map(Words::ofJson).orElseGet(() -> ofText(Json.text(body)));
        return words.or(() -> reason)
                .map(OneLine::whole)
                .filter(text -> !text.isEmpty())
                .orElse("no message");
    }

    private static Optional<String> ofJson(JsonNode document) {
        List<String> errors = new ArrayList<>();
        document.path("errors")
                .forEach(error -> join(": ", error, "code", "message").ifPresent(errors::add));
        return errors.isEmpty()
                ? join(": ", document, "error", "error_description", "message", "details")
                : Optional.of(String.join("; ", errors));
    }

    private static Optional<String> join(String separator, JsonNode node, String... members) {
        List<String> texts = Stream.of(members)
                .map(member -> node.path(member).asText(""))
                .filter(text -> !text.isBlank())
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(separator, texts));
    }

    private static Optional<String> ofText(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
    }
}
