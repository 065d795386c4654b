package io.github.fdomaven.registry;

import com.sun.net.httpserver.HttpExchange;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A request that the registry server received.
 *
 * @param withheld the headers that the answer does not have
 */
record ReceivedRequest(HttpExchange exchange, Set<String> withheld) {

    ReceivedRequest(HttpExchange exchange) {
        this(exchange, Set.of());
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return uri().getPath();
    }

    URI uri() {
        return exchange.getRequestURI();
    }

    String header(String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    byte[] body() throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    /** The fields of the form in the body. */
    Map<String, String> form() throws IOException {
        Map<String, String> form = new HashMap<>();
        if (header("Content-Type").equals("application/x-www-form-urlencoded")) {
            for (String field : new String(body(), StandardCharsets.UTF_8).split("&")) {
                String[] parts = field.split("=", 2);
                form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    List<String> parameters(String name) {
        return Stream.of(Objects.requireNonNullElse(uri().getRawQuery(), "").split("&"))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8))
                .toList();
    }

    String parameter(String name) {
        return parameters(name).stream().findFirst().orElse(null);
    }

    /** Answers. The answer to a HEAD has the length of the body only. */
    void answer(int status, byte[] body, String... headers) throws IOException {
        exchange.getRequestBody().readAllBytes();
        for (int i = 0; i < headers.length; i += 2) {
            if (!withheld.contains(headers[i])) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
        }
        if (method().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
        exchange.close();
    }

    static byte[] error(String code, String message) {
        return ("{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"detail\":null}]}\n")
                .getBytes();
    }

    static List<String> needs(Manifest manifest) {
        List<String> needs = new ArrayList<>();
        if (manifest instanceof ImageManifest image) {
            needs.add(image.config().digest().toString());
            image.layers().stream()
                    .filter(layer -> !layer.isForeign())
                    .forEach(layer -> needs.add(layer.digest().toString()));
        } else if (manifest instanceof IndexManifest index) {
            index.manifests().forEach(child -> needs.add(child.digest().toString()));
        }
        return needs;
    }

    @Override
    public String toString() {
        return method() + " " + path();
    }
}
