package io.github.fdomaven.engine.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The proxies in Docker's config.json, which the docker command gives to each container.
 *
 * @param file the path of config.json, which need not exist
 */
public record DockerProxies(Path file) {

    private static final String MEMBER = "proxies";

    /** The entry for engines without an entry of their own. */
    private static final String DEFAULT = "default";

    /** The environment variable of each member of an entry. */
    private static final Map<String, String> VARIABLES = Map.of(
            "httpProxy", "http_proxy",
            "httpsProxy", "https_proxy",
            "ftpProxy", "ftp_proxy",
            "allProxy", "all_proxy",
            "noProxy", "no_proxy");

    /** Docker's files are far smaller. */
    private static final long MAX_FILE_SIZE = 1024 * 1024;

    /**
     * {@return the environment variables for the containers of an engine, with names in lower case; none if the file is not
     * valid}
     *
     * @param address the address of the engine, as in {@code unix:///var/run/docker.sock}
     * @param warnings takes a warning about a file that is not valid
     */
    public Map<String, String> of(String address, Consumer<String> warnings) {
        try {
            return values(read().path(MEMBER), address);
        } catch (JsonProcessingException e) {
            // Its message shows a part of the file, which may contain credentials.
            warnings.accept(warning("it is not JSON"));
        } catch (IOException e) {
            warnings.accept(warning(FileProblem.of(e)));
        }
        return Map.of();
    }

    private String warning(String problem) {
        return "Cannot read the proxies for the build from " + file + ": " + problem
                + ". The build continues without these proxies. Correct the file, or set <proxy> (-Dfdo.proxy) to none.";
    }

    private static Map<String, String> values(JsonNode proxies, String address) throws IOException {
        JsonNode entry = entry(proxies, address).orElse(proxies.path(DEFAULT));
        if (!(proxies.isMissingNode() || proxies.isNull() || proxies.isObject())
                || !(entry.isMissingNode() || entry.isNull() || entry.isObject())) {
            throw new IOException("'" + MEMBER + "' is not an object of objects");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            JsonNode value = entry.path(variable.getKey());
            if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
                throw new IOException("'" + variable.getKey() + "' of '" + MEMBER + "' is not a string");
            }
            if (!value.asText("").isBlank()) {
                values.put(variable.getValue(), value.asText().strip());
            }
        }
        return values;
    }

    /** The entry whose key is another spelling of the address counts too, such as an address without the default port. */
    private static Optional<JsonNode> entry(JsonNode proxies, String address) {
        return proxies.properties().stream()
                .filter(entry -> entry.getKey().equals(address) || isAddress(entry.getKey(), address))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isAddress(String key, String address) {
        try {
            return EngineAddress.parse(key).toString().equals(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private JsonNode read() throws IOException {
        if (!Files.exists(file)) {
            return new ObjectMapper().createObjectNode();
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_SIZE) {
            throw new IOException("it is not a file that Docker wrote");
        }
        return new ObjectMapper().readTree(Files.readAllBytes(file));
    }
}
