package io.github.fdomaven.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What GitLab, or a proxy before it, says of a failure, in one line and in its own words. */
final class Words {

    private static final List<String> MEMBERS = List.of("message", "error", "error_description");

    private Words() {}

    static String of(Optional<String> contentType, String content, Optional<String> reason) {
        boolean html = contentType.filter(type -> type.contains("html")).isPresent();
        return (html ? firstLine(text(content)) : ofJson(content).or(() -> firstLine(content)))
                .or(() -> reason)
                .map(OneLine::whole)
                .filter(text -> !text.isEmpty())
                .orElse("no message");
    }

    private static Optional<String> ofJson(String content) {
        try {
            JsonNode document = JsonMapper.builder().build().readTree(content);
            String words =
                    MEMBERS.stream().map(document::path).flatMap(Words::texts).collect(Collectors.joining(": "));
            return Optional.of(words).filter(text -> !text.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A message is a text, or an object that has a list of texts for each thing that is wrong. */
    private static Stream<String> texts(JsonNode message) {
        String text = flat(message);
        return text.isBlank() ? Stream.empty() : Stream.of(text);
    }

    private static String flat(JsonNode message) {
        List<String> parts = new ArrayList<>();
        if (message.isObject()) {
            message.properties().forEach(field -> parts.add(field.getKey() + ": " + flat(field.getValue())));
            return String.join("; ", parts);
        }
        if (message.isArray()) {
            message.forEach(element -> parts.add(flat(element)));
            return String.join(", ", parts);
        }
        return message.asText("");
    }

    private static Optional<String> firstLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
    }

    /** What a person would read of a page, its title first. */
    private static String text(String html) {
        return html.replaceAll("(?is)<(style|script)\\b.*?</\\1\\s*>|<!--.*?-->", "")
                .replaceAll("<[^>]*>", "\n")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
