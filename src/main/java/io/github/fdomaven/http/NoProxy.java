package io.github.fdomaven.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts in {@code NO_PROXY}, with the meaning that they have for Docker and Podman: {@code example.org} is the host and the
 * hosts below it, {@code .example.org} and {@code *.example.org} are the hosts below it, {@code 10.0.0.0/8} is a network, and
 * {@code *} is every host. An entry can end with a port.
 */
record NoProxy(List<String> entries) {

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*]|[^:]*):([0-9]{1,5})");

    /** Java sends a request to a name server for other texts. */
    private static final Pattern IP =
            Pattern.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}"
                    + "|[0-9a-fA-F:][0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    NoProxy {
        entries = List.copyOf(entries);
    }

    static NoProxy parse(String text) {
        return new NoProxy(Stream.of(text.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .toList());
    }

    boolean matches(URI uri) {
        String host = withoutBrackets(Uris.host(uri).toLowerCase(Locale.ROOT));
        int port = Uris.usedPort(uri);
        return entries.stream().anyMatch(entry -> {
            Matcher parts = WITH_PORT.matcher(entry);
            return parts.matches()
                    ? Integer.parseInt(parts.group(2)) == port && matches(parts.group(1), host)
                    : matches(entry, host);
        });
    }

    private static boolean matches(String entry, String host) {
        Optional<InetAddress> address = address(host);
        if (entry.equals("*")) {
            return true;
        }
        if (address.isPresent()) {
            return isInNetwork(address.get(), entry);
        }
        String name = entry.startsWith("*.") ? entry.substring(1) : entry;
        return host.equals(name) || !name.isEmpty() && host.endsWith(name.startsWith(".") ? name : "." + name);
    }

    private static boolean isInNetwork(InetAddress address, String entry) {
        String[] parts = withoutBrackets(entry).split("/", 2);
        byte[] own = address.getAddress();
        Optional<byte[]> network =
                address(parts[0]).map(InetAddress::getAddress).filter(bytes -> bytes.length == own.length);
        String bits = parts.length < 2 ? String.valueOf(own.length * Byte.SIZE) : parts[1];
        if (network.isEmpty() || !bits.matches("[0-9]{1,3}")) {
            return false;
        }
        int rest = Math.max(0, own.length * Byte.SIZE - Integer.parseInt(bits));
        return new BigInteger(1, own).shiftRight(rest).equals(new BigInteger(1, network.get()).shiftRight(rest));
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return IP.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
