package io.github.fdomaven.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a form of a web page would send. */
final class Form {

    static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private final StringBuilder text = new StringBuilder();

    Form with(String name, String value) {
        text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
