package io.github.fdomaven.http;

import io.github.fdomaven.support.JsonText;
import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The content of an error response: the message of the server, from JSON, HTML or text. */
final class ErrorBody {

    /** The members that hold a message: of OAuth, of problem details (RFC 9457), of GitLab and most others, of Docker Hub. */
    private static final List<String> MESSAGES =
            List.of("error", "error_description", "title", "message", "Message", "detail", "details");

    /** The members of an error of S3 and other stores that registries redirect to. */
    private static final Pattern XML_MESSAGE = Pattern.compile("<(Code|Message)>([^<]*)</\\1>");

    /** A reference to a character in XML or HTML. */
    private static final Pattern REFERENCE = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{1,6});");

    private static final Map<String, String> NAMED =
            Map.of("nbsp", " ", "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

    /** The error of a token in a challenge (RFC 6750, section 3). */
    private static final Pattern CHALLENGE_ERROR =
            Pattern.compile("(?i)[ ,]error(?:_description)?\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

    /** Of a longer page, the beginning is enough, and short to search. */
    private static final int MAX_HTML = 16 * 1024;

    private static final int MAX_DEPTH = 5;

    private ErrorBody() {}

    /** The message in one line. It is shortened later, after masking, because a part of a secret is not recognized. */
    static String message(Optional<String> contentType, byte[] body, Optional<String> reason) {
        String content = text(body);
        boolean isMarkup = content.startsWith("<")
                || contentType
                        .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
                        .isPresent();
        // Some servers declare their JSON as HTML.
        return fromJson(content)
                .or(() -> isMarkup ? fromMarkup(content) : firstLine(content))
                .or(() -> reason)
                .map(OneLine::whole)
                .filter(text -> !text.isEmpty())
                .orElse("no message");
    }

    /**
     * The message in one line, if a content with a status of success is an error: a page, or JSON with a member for messages. Other
     * contents and members are not shown, because they may be a token.
     */
    static Optional<String> ofSuccess(byte[] body) {
        String content = text(body);
        return json(content)
                .filter(JsonValue::isObject)
                .flatMap(ErrorBody::fromMembers)
                .or(() -> content.startsWith("<") ? fromMarkup(content) : Optional.empty())
                .map(OneLine::whole)
                .filter(text -> !text.isEmpty());
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    }

    /** The message in the challenges of a response without a body. */
    static Optional<String> ofChallenges(List<String> challenges) {
        return joined(
                ": ",
                challenges.stream()
                        .flatMap(text -> CHALLENGE_ERROR.matcher(text).results())
                        .map(found -> found.group(1).replaceAll("\\\\(.)", "$1"))
                        .distinct());
    }

    private static Optional<String> fromMarkup(String whole) {
        String content = whole.substring(0, Math.min(whole.length(), MAX_HTML));
        return joined(
                        ": ",
                        XML_MESSAGE
                                .matcher(content)
                                .results()
                                .map(found -> unescaped(found.group(2)).strip()))
                .or(() -> firstLine(withoutTags(content)));
    }

    /** Without a member for the message, the whole document is the message: its first line is only a bracket. */
    private static Optional<String> fromJson(String content) {
        return json(content)
                .flatMap(document ->
                        fromMembers(document).or(() -> Optional.of(content).filter(text -> !document.isEmpty())));
    }

    private static Optional<JsonValue> json(String content) {
        if (!content.startsWith("{") && !content.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonText.readFirst(content));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromMembers(JsonValue document) {
        JsonValue errors = document.isArray() ? document : document.path("errors");
        return joined(
                        "; ",
                        errors.isArray()
                                ? errors.elements().stream().map(ErrorBody::fromError)
                                : Stream.of(flat(errors)))
                .or(() -> joined(": ", MESSAGES.stream().map(name -> flat(document.path(name)))));
    }

    /** An element of the list of errors of a registry. Details that are objects repeat names and digests, unless there is no message. */
    private static String fromError(JsonValue error) {
        boolean hasMessage = !flat(error.path("message")).isBlank();
        return error.isText()
                ? error.asText()
                : joined(
                                ": ",
                                Stream.of("code", "message", "detail")
                                        .map(error::path)
                                        .filter(part -> !part.isContainer() || !hasMessage)
                                        .map(ErrorBody::flat)
                                        .distinct())
                        .orElse("");
    }

    private static String flat(JsonValue message) {
        return flat(message, MAX_DEPTH);
    }

    /** GitLab's messages are texts, lists of texts, or objects with lists of texts. Deeper parts are left out. */
    private static String flat(JsonValue message, int depth) {
        if (depth == 0) {
            return "";
        }
        if (message.isObject()) {
            List<String> parts = new ArrayList<>();
            message.members().forEach((name, value) -> parts.add(name + ": " + flat(value, depth - 1)));
            return String.join("; ", parts);
        }
        return message.isArray()
                ? joined(", ", message.elements().stream().map(element -> flat(element, depth - 1)))
                        .orElse("")
                : message.asText("");
    }

    private static Optional<String> joined(String separator, Stream<String> texts) {
        return Optional.of(texts.filter(text -> !text.isBlank()).collect(Collectors.joining(separator)))
                .filter(text -> !text.isEmpty());
    }

    private static Optional<String> firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> !line.equals("{}"));
    }

    /** The visible text of an HTML page, its title first. */
    private static String withoutTags(String html) {
        return unescaped(html.replaceAll("(?is)<(style|script|noscript|template)\\b.*?</\\1\\s*>|<!--.*?-->", "")
                .replaceAll("<[^>]*>", "\n"));
    }

    /** The text with characters in place of references to them. Unknown references stay. */
    private static String unescaped(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult reference) {
        String name = reference.group(1);
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, reference.group());
        }
        boolean isHex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int code = isHex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : reference.group();
    }
}
