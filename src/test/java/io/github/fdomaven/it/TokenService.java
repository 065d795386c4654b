package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Issues tokens for a registry, like /jwt/auth of GitLab. It records them, so that a test can search a log for them. An action
 * that the user may not do is left out of the token.
 */
public final class TokenService implements AutoCloseable {

    /** The name of the registry in tokens. */
    public static final String SERVICE = "container_registry";

    /** The issuer in tokens. */
    public static final String ISSUER = "gitlab-issuer";

    private static final String PATH = "/jwt/auth";
    private static final String ANONYMOUS = "anonymous";

    private final HttpServer server;
    private final SigningKey key;
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final List<String> issued = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Duration lifetime = Duration.ofMinutes(5);

    /** Starts a service on a free loopback port. It writes its certificate to the directory. */
    public TokenService(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        key = new SigningKey(Files.createDirectories(directory));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext(PATH, this::answer);
        server.setExecutor(Executors.newCachedThreadPool(TokenService::daemon));
        // The accepting thread inherits the daemon status of the thread that starts the server.
        Thread starter = daemon(server::start);
        starter.start();
        starter.join();
    }

    /** A user who can log in. */
    public static final class User {

        private final String password;
        private final Map<String, List<String>> rights = new ConcurrentHashMap<>();

        private User(String password) {
            this.password = password;
        }

        /** Allows actions on all repositories of a project. An empty project means all projects. */
        public User may(String project, String... actions) {
            rights.put(project, List.of(actions));
            return this;
        }

        private boolean may(String action, Scope scope) {
            return rights.entrySet().stream()
                    .filter(right -> right.getKey().isEmpty() || (scope.name + "/").startsWith(right.getKey() + "/"))
                    .anyMatch(right -> right.getValue().contains(action));
        }
    }

    /** A user without rights. */
    private static final User UNKNOWN = new User("");

    /** A requested scope, such as {@code repository:a/b:pull,push}. */
    private record Scope(String type, String name, List<String> actions) {

        static Scope of(String text) {
            int first = text.indexOf(':');
            int last = text.lastIndexOf(':');
            return new Scope(
                    text.substring(0, first),
                    text.substring(first + 1, last),
                    List.of(text.substring(last + 1).split(",")));
        }
    }

    /** Adds a user without rights. */
    public User user(String name, String password) {
        User user = new User(password);
        users.put(name, user);
        return user;
    }

    /**
     * Sets the lifetime of later tokens. Only the token itself contains it, like in GitLab. The registry accepts a token for
     * another minute.
     */
    public TokenService lifetime(Duration duration) {
        lifetime = duration;
        return this;
    }

    /** {@return the address for the challenge of the registry} */
    public String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** {@return the file with the certificate of the signatures} */
    public Path certificate() {
        return key.certificate();
    }

    /** {@return the issued tokens} */
    public List<String> issued() {
        return List.copyOf(issued);
    }

    /** {@return the requests and their statuses, such as {@code user [repository:a:pull] 200}} */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** {@return the Authorization header of a user for a scope; these tokens are not recorded} */
    public Function<String, String> authorization(String user) {
        return scope -> "Bearer " + token(user, users.get(user), List.of(scope));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "token-service");
        thread.setDaemon(true);
        return thread;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, List<String>> fields = fields(exchange);
            String[] login = login(exchange, fields);
            List<String> scopes = fields.getOrDefault("scope", List.of());
            int status = 200;
            Object content;
            if (!fields.getOrDefault("service", List.of()).contains(SERVICE)) {
                status = 404;
                content = Map.of();
            } else if (canLogIn(login)) {
                String token = token(login[0], users.getOrDefault(login[0], UNKNOWN), scopes);
                issued.add(token);
                content = Map.of("token", token);
            } else {
                status = 401;
                content = Map.of(
                        "errors", List.of(Map.of("code", "UNAUTHORIZED", "message", "HTTP Basic: Access denied")));
            }
            requests.add(login[0] + " " + scopes + " " + status);
            byte[] body = new ObjectMapper().writeValueAsBytes(content);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private boolean canLogIn(String[] login) {
        User user = users.get(login[0]);
        return login[0].equals(ANONYMOUS) || user != null && user.password.equals(login[1]);
    }

    /** {@return the fields of the query or the form; a form has all scopes in one field, as in OAuth 2} */
    private static Map<String, List<String>> fields(HttpExchange exchange) throws IOException {
        Map<String, List<String>> fields = new HashMap<>();
        boolean isForm = exchange.getRequestMethod().equals("POST");
        String text = isForm
                ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                : Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        for (String field : text.split("&")) {
            String[] parts = field.split("=", 2);
            String value = URLDecoder.decode(parts[parts.length - 1], StandardCharsets.UTF_8);
            fields.computeIfAbsent(parts[0], name -> new ArrayList<>())
                    .addAll(isForm && parts[0].equals("scope") ? List.of(value.split(" ")) : List.of(value));
        }
        return fields;
    }

    /** {@return the user name and the password} */
    private static String[] login(HttpExchange exchange, Map<String, List<String>> fields) {
        String header = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        if (header.startsWith("Basic ")) {
            byte[] login = Base64.getDecoder().decode(header.substring("Basic ".length()));
            return (new String(login, StandardCharsets.UTF_8) + ":").split(":", 3);
        }
        return fields.containsKey("username")
                ? new String[] {
                    fields.get("username").get(0),
                    fields.getOrDefault("password", List.of("")).get(0)
                }
                : new String[] {ANONYMOUS, ""};
    }

    private String token(String name, User user, List<String> scopes) {
        long now = Instant.now().getEpochSecond();
        Stream<Map<String, Object>> access = scopes.stream()
                .map(Scope::of)
                .map(scope -> granted(user, scope))
                .flatMap(Optional::stream);
        try {
            return key.sign(Map.of(
                    "iss",
                    ISSUER,
                    "sub",
                    name,
                    "aud",
                    SERVICE,
                    "iat",
                    now,
                    "nbf",
                    now - 5,
                    "exp",
                    now + lifetime.toSeconds(),
                    "jti",
                    UUID.randomUUID().toString(),
                    "access",
                    access.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Map<String, Object>> granted(User user, Scope scope) {
        List<String> actions =
                scope.actions.stream().filter(action -> user.may(action, scope)).toList();
        return actions.isEmpty()
                ? Optional.empty()
                : Optional.of(Map.of("type", scope.type, "name", scope.name, "actions", actions));
    }
}
