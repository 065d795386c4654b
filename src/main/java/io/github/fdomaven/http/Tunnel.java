package io.github.fdomaven.http;

import io.github.fdomaven.support.OneLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leads a connection through a proxy to a server, with the CONNECT method (RFC 9110, section 9.3.6). */
final class Tunnel {

    private static final int MAX_HEAD_LENGTH = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: (.*))?");

    private Tunnel() {}

    /** The proxy refused to connect to the server. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String statusLine) {
            super("it answered CONNECT with " + statusLine);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Opens the tunnel. The rest of the connection comes from the server. */
    static void open(HttpConnection connection, String host, int port, Optional<BasicCredentials> credentials)
            throws IOException {
        String address = host + ":" + port;
        String request = "CONNECT " + address + " HTTP/1.1\r\nHost: " + address + "\r\n"
                + "User-Agent: " + HttpTransport.USER_AGENT + "\r\n"
                + credentials
                        .map(found -> "Proxy-Authorization: " + found.header() + "\r\n")
                        .orElse("")
                + "\r\n";
        OutputStream out = connection.out();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        check(connection);
    }

    private static void check(HttpConnection connection) throws IOException {
        ResponseHead.Lines lines =
                new ResponseHead.Lines(connection.in(), MAX_HEAD_LENGTH, "the proxy's answer to CONNECT");
        String line = next(lines);
        String rest = line;
        while (!rest.isEmpty()) {
            rest = next(lines);
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new ProtocolException("the proxy's answer to CONNECT is not HTTP");
        }
        if (status.group(1).charAt(0) != '2') {
            throw new RefusedException(
                    Integer.parseInt(status.group(1)), OneLine.whole(line.substring(status.start(1))));
        }
    }

    private static String next(ResponseHead.Lines lines) throws IOException {
        try {
            return lines.next();
        } catch (EOFException e) {
            throw new EOFException("it closed the connection before the end of its answer to CONNECT");
        }
    }
}
