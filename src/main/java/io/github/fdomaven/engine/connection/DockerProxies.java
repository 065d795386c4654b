package io.github.fdomaven.engine.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
     * {@return the environment variables for the containers of an engine, with names in lower case}
     *
     * @param address the address of the engine, as in {@code unix:///var/run/docker.sock}
     * @throws FixableException if the file is not valid
     */
    public Map<String, String> of(String address) {
        JsonNode proxies = read().path(MEMBER);
        JsonNode entry = entry(proxies, address).orElse(proxies.path(DEFAULT));
        if (!(proxies.isMissingNode() || proxies.isNull() || proxies.isObject())
                || !(entry.isMissingNode() || entry.isNull() || entry.isObject())) {
            throw invalid("'" + MEMBER + "' is not an object of objects", null);
        }
        Map<String, String> values = new LinkedHashMap<>();
        VARIABLES.forEach((member, variable) -> {
            JsonNode value = entry.path(member);
            if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
                throw invalid("'" + member + "' of '" + MEMBER + "' is not a string", null);
            }
            if (!value.asText("").isBlank()) {
                values.put(variable, value.asText().strip());
            }
        });
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

    private JsonNode read() {
        if (!Files.exists(file)) {
            return new ObjectMapper().createObjectNode();
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_SIZE) {
                throw invalid("it is not a file that Docker wrote", null);
            }
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // The cause is dropped: it shows a part of the file, which may contain credentials.
            throw invalid("it is not JSON", null);
        } catch (IOException e) {
            throw invalid(e.toString(), e);
        }
    }

    private FixableException invalid(String problem, IOException cause) {
        return new FixableException(
                "Cannot read the proxies for the build from " + file + ": " + problem
                        + ". Correct the file, or set <proxy> (-Dfdo.proxy) to none.",
                cause);
    }
}
