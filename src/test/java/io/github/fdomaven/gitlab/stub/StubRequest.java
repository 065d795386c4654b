package io.github.fdomaven.gitlab.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to the stub.
 *
 * @param method the method
 * @param path the path, as sent
 * @param query the query, as sent, or an empty text
 * @param headers the headers
 * @param body the body
 * @param fields the parameters of query and body; a JSON value other than a string is JSON
 * @param malformed the error if the body cannot be parsed, or an empty text
 */
public record StubRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        Map<String, String> fields,
        String malformed) {

    private static final String TOKEN = "token";

    static StubRequest of(String method, String target, Map<String, String> headers, String body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        Map<String, String> fields = new LinkedHashMap<>();
        readForm(query, fields);
        String malformed = "";
        if (headers.getOrDefault("Content-Type", "").startsWith("application/json")) {
            malformed = readJson(body, fields);
        } else {
            readForm(body, fields);
        }
        return new StubRequest(method, path, query, headers, body, fields, malformed);
    }

    private static void readForm(String form, Map<String, String> fields) {
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
    }

    private static String readJson(String body, Map<String, String> fields) {
        try {
            JsonNode document = new ObjectMapper().readTree(body);
            document.properties().forEach(member -> {
                if (member.getKey().equals("variables") && member.getValue().isObject()) {
                    member.getValue()
                            .properties()
                            .forEach(variable ->
                                    fields.put("variables[" + variable.getKey() + "]", text(variable.getValue())));
                } else {
                    fields.put(member.getKey(), text(member.getValue()));
                }
            });
            boolean texts = document.path("variables").properties().stream()
                    .allMatch(variable -> variable.getValue().isTextual());
            return texts ? "" : "variables needs to be a map of key-valued strings";
        } catch (IOException e) {
            return "The body is not valid JSON";
        }
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    /** {@return a field, or an empty text} */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** {@return a header, or an empty text} */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** {@return the variables of the pipeline} */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith("variables[") && name.endsWith("]")) {
                variables.put(name.substring("variables[".length(), name.length() - 1), value);
            }
        });
        return variables;
    }

    /** {@return the request without tokens} */
    @Override
    public String toString() {
        String shown = fields.entrySet().stream()
                .map(field -> " " + field.getKey() + "=" + (field.getKey().equals(TOKEN) ? "***" : field.getValue()))
                .collect(Collectors.joining());
        String warning = query.contains(TOKEN + "=") ? " (the token is in the query, where it is logged)" : "";
        return method + " " + path + shown + warning;
    }
}
