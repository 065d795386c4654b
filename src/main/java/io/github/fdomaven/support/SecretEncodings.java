package io.github.fdomaven.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways in which shells and programs write a value. */
final class SecretEncodings {

    private static final Pattern PERCENT_ESCAPE = Pattern.compile("%[0-9A-F]{2}");
    private static final Pattern QUOTES = Pattern.compile("'+");
    private static final Pattern QUOTED_BY_SHELL = Pattern.compile("[^A-Za-z0-9_@%+=:./~#,\\-\\u0080-\\uFFFF]");
    private static final Pattern QUOTED_BY_PRINTF = Pattern.compile("[^A-Za-z0-9_@%+=:./~#\\-\\u0080-\\uFFFF]");
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private SecretEncodings() {}

    /** Returns the value itself and its encodings, without Base64 and hexadecimal digits at any place in other data. */
    static Set<String> of(String value) {
        Set<String> all = new LinkedHashSet<>(List.of(value));
        addUrl(value, all);
        addShell(value, all);
        addJson(value, all);
        String html = value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        all.add(html);
        all.add(html.replace("'", "&#39;"));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        all.add(Base64.getEncoder().encodeToString(bytes));
        all.add(Base64.getUrlEncoder().encodeToString(bytes));
        // The form that `echo "$SECRET" | base64` prints.
        all.add(Base64.getEncoder().encodeToString((value + "\n").getBytes(StandardCharsets.UTF_8)));
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withUpperCase().formatHex(bytes));
        return all;
    }

    private static void addUrl(String value, Set<String> all) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String url = form.replace("+", "%20");
        for (String encoded : List.of(form, url, url.replace("*", "%2A").replace("%7E", "~"))) {
            all.add(encoded);
            all.add(PERCENT_ESCAPE
                    .matcher(encoded)
                    .replaceAll(match -> match.group().toLowerCase(Locale.ROOT)));
        }
    }

    /** The forms of {@code set -x}, {@code export -p} and {@code printf %q} in bash, dash and busybox. */
    private static void addShell(String value, Set<String> all) {
        all.add(value.replace("'", "'\\''"));
        String quoted = QUOTES.matcher(value).replaceAll("'\"$0\"'");
        all.add(quoted);
        // Dash does not open a quote at the end.
        all.add(value.endsWith("'") ? quoted.substring(0, quoted.length() - 1) : quoted);
        all.add(value.replaceAll("[\\\\$`\"]", "\\\\$0"));
        all.add(QUOTED_BY_SHELL.matcher(value).replaceAll("\\\\$0"));
        all.add(QUOTED_BY_PRINTF.matcher(value).replaceAll("\\\\$0"));
        addEscaped(escaped(value, c -> c < FIRST_PRINTABLE || c == DELETE), all);
        // In the POSIX locale, programs write each byte that is not ASCII as a number.
        String bytes = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        addEscaped(escaped(bytes, c -> c < FIRST_PRINTABLE || c >= DELETE), all);
    }

    /** Adds the form of {@code sed -n l} and of Python, and the form of bash between {@code $'} and {@code '}. */
    private static void addEscaped(String escaped, Set<String> all) {
        all.add(escaped);
        all.add(escaped.replace("'", "\\'"));
    }

    private static String escaped(String value, IntPredicate isOctal) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            escaped.append(
                    switch (c) {
                        case '\\' -> "\\\\";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        case '\u001b' -> "\\E";
                        default -> isOctal.test(c) ? String.format("\\%03o", (int) c) : String.valueOf(c);
                    });
        }
        return escaped.toString();
    }

    /** The forms of most programs, of PHP, of Go, and of Python. */
    private static void addJson(String value, Set<String> all) {
        String json = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        List<String> forms = new ArrayList<>(List.of(json, json.replace("/", "\\/")));
        forms.add(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        for (String form : forms) {
            all.add(form);
            for (String escape : List.of("\\u%04x", "\\u%04X")) {
                all.add(form.chars()
                        .mapToObj(c -> c < DELETE ? String.valueOf((char) c) : String.format(escape, c))
                        .collect(Collectors.joining()));
            }
        }
    }
}
