package io.github.fdomaven.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A headless Chromium, driven through chromedriver by the WebDriver protocol. */
final class Browser implements AutoCloseable {

    private static final int NARROW = 600;
    private static final int HEIGHT = 1600;
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI address;
    private final String session;

    private Browser(Process driver, int port, Path profile) throws IOException, InterruptedException {
        this.driver = driver;
        address = URI.create("http://127.0.0.1:" + port + "/");
        Map<String, ?> options = Map.of(
                "args",
                List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile));
        session = call(
                        "session",
                        Map.of(
                                "capabilities",
                                Map.of(
                                        "alwaysMatch",
                                        Map.of(
                                                "goog:chromeOptions",
                                                options,
                                                "goog:loggingPrefs",
                                                Map.of("browser", "ALL")))))
                .path("sessionId")
                .asText();
    }

    /** Starts the browser with an empty profile. */
    static Browser start(Path profile) throws IOException, InterruptedException {
        Process driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(driver, port(driver), profile);
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    private static int port(Process driver) throws IOException {
        BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
        StringBuilder lines = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
            lines.append(line).append('\n');
        }
        throw new IOException("chromedriver did not start: " + lines);
    }

    void open(URI page) throws IOException, InterruptedException {
        inSession("url", Map.of("url", page.toString()));
    }

    /** Changes the width of the window. A narrow window is that of a phone. */
    void resize(int width) throws IOException, InterruptedException {
        Map<String, ?> metrics =
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < NARROW);
        inSession("goog/cdp/execute", Map.of("cmd", "Emulation.setDeviceMetricsOverride", "params", metrics));
    }

    /** Sets the colors that the user prefers: {@code light} or {@code dark}. */
    void prefer(String colors) throws IOException, InterruptedException {
        Map<String, ?> feature = Map.of("name", "prefers-color-scheme", "value", colors);
        inSession(
                "goog/cdp/execute",
                Map.of("cmd", "Emulation.setEmulatedMedia", "params", Map.of("features", List.of(feature))));
    }

    /** {@return the value of an expression of JavaScript, or of the promise that it returns} */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        return inSession("execute/sync", Map.of("script", "return " + expression, "args", List.of()));
    }

    /** {@return what the browser has logged since the last call} */
    List<String> log() throws IOException, InterruptedException {
        return StreamSupport.stream(
                        inSession("se/log", Map.of("type", "browser")).spliterator(), false)
                .map(entry -> entry.path("level").asText() + " "
                        + entry.path("message").asText())
                .toList();
    }

    /** Writes what the window shows as an image. */
    void screenshot(Path file) throws IOException, InterruptedException {
        JsonNode image = inSession("goog/cdp/execute", Map.of("cmd", "Page.captureScreenshot", "params", Map.of()));
        Files.write(file, Base64.getDecoder().decode(image.path("data").asText()));
    }

    private JsonNode inSession(String command, Map<String, ?> body) throws IOException, InterruptedException {
        return call("session/" + session + "/" + command, body);
    }

    private JsonNode call(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        JsonNode value = json.readTree(
                        http.send(request, BodyHandlers.ofByteArray()).body())
                .path("value");
        if (value.has("error")) {
            throw new IOException(path + ": " + value.path("message").asText());
        }
        return value;
    }

    /** Ends the browser. */
    @Override
    public void close() throws IOException {
        HttpRequest quit = HttpRequest.newBuilder(address.resolve("session/" + session))
                .DELETE()
                .build();
        try {
            http.send(quit, BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroy();
        }
    }
}
