package io.github.fdomaven.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The status and the headers of an answer (RFC 9112).
 *
 * @param status the status
 * @param reason the text after the status; can be empty
 * @param isHttp10 whether the server speaks HTTP/1.0, which ends each connection
 * @param headers the headers, in their order
 */
record ResponseHead(int status, String reason, boolean isHttp10, List<ResponseHead.Header> headers) {

    /** The limit for all heads of an answer together. Go's clients have the same limit. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_INTERIM = 50;
    private static final int FIRST_FINAL = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int SWITCHING_PROTOCOLS = 101;

    private static final Pattern STATUS = Pattern.compile("HTTP/([0-9]\\.[0-9]) +([1-9][0-9]{2})(?: (.*))?");

    ResponseHead {
        headers = List.copyOf(headers);
    }

    /** A header, with its name in lower case. */
    record Header(String name, String value) {}

    /** Reads the head of the final answer. Interim answers such as 100 and 103 are passed over. */
    static ResponseHead read(InputStream in) throws IOException {
        Lines lines = new Lines(in, MAX_BYTES, "the head of the answer");
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            ResponseHead head = next(lines);
            if (head.status >= FIRST_FINAL) {
                return head;
            }
            if (head.status == SWITCHING_PROTOCOLS) {
                throw new ProtocolException("the answer is for another protocol");
            }
        }
        throw new ProtocolException("there are more than " + MAX_INTERIM + " interim answers");
    }

    private static ResponseHead next(Lines lines) throws IOException {
        String line = lines.next();
        while (line.isEmpty()) {
            line = lines.next();
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new ProtocolException("the answer is not HTTP");
        }
        String reason = status.group(3) == null ? "" : status.group(3).strip();
        return new ResponseHead(
                Integer.parseInt(status.group(2)), reason, status.group(1).equals("1.0"), headers(lines));
    }

    private static List<Header> headers(Lines lines) throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            boolean continues = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (continues && !headers.isEmpty()) {
                Header last = headers.remove(headers.size() - 1);
                headers.add(new Header(last.name(), (last.value() + " " + line.strip()).strip()));
            } else if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.add(new Header(name, line.substring(colon + 1).strip()));
            }
            // A line without a name has no meaning.
        }
        return headers;
    }

    boolean isSuccess() {
        return status >= FIRST_FINAL && status < FIRST_REDIRECT;
    }

    /** All values of a header that are not empty. */
    List<String> values(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (header.name().equals(wanted) && !header.value().isEmpty()) {
                values.add(header.value());
            }
        }
        return values;
    }

    Optional<String> value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** Whether a header with a list has a word. */
    boolean has(String name, String word) {
        for (String value : values(name)) {
            for (String element : value.split(",")) {
                if (element.strip().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Reads lines of a limited total length. They end with CR LF or LF. */
    static final class Lines {

        private final InputStream in;
        private final int maxBytes;
        private final String what;
        private int bytes;

        /** Creates a reader of lines with a name for them in messages. */
        Lines(InputStream in, int maxBytes, String what) {
            this.in = in;
            this.maxBytes = maxBytes;
            this.what = what;
        }

        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new EOFException(
                            bytes == 0 ? "the server closed it without an answer" : "it ended in " + what);
                }
                if (++bytes > maxBytes) {
                    throw new ProtocolException(what + " has more than " + maxBytes + " bytes");
                }
                line.append((char) read);
            }
            bytes++;
            int end = line.length();
            return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
        }
    }
}
