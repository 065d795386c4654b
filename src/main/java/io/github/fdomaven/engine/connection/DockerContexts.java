package io.github.fdomaven.engine.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contexts of the docker command: names for engines, stored in the directory of Docker's config.json. */
record DockerContexts(Path directory) {

    /** The name for no context. */
    private static final String DEFAULT = "default";

    /** The endpoint of a context that is an engine. */
    private static final String ENDPOINT = "docker";

    /** Docker's files are far smaller. */
    private static final long MAX_FILE_SIZE = 1024 * 1024;

    /** Returns the engine of the context that the docker command would use, if a context is in use. */
    Optional<EngineDiscovery.Candidate> current(Optional<String> named) {
        return named.map(name -> new Context(name.strip(), "DOCKER_CONTEXT"))
                .or(this::configured)
                .filter(context -> !context.name().equals(DEFAULT))
                .map(this::candidate);
    }

    private record Context(String name, String origin) {

        @Override
        public String toString() {
            return "Docker context '" + name + "' of " + origin;
        }
    }

    private Optional<Context> configured() {
        Path config = directory.resolve("config.json");
        if (!Files.exists(config)) {
            return Optional.empty();
        }
        String name = read(config).path("currentContext").asText("");
        return Optional.of(name).filter(text -> !text.isBlank()).map(text -> new Context(text, config.toString()));
    }

    private EngineDiscovery.Candidate candidate(Context context) {
        Path meta = contexts("meta").resolve(id(context.name())).resolve("meta.json");
        if (!Files.exists(meta)) {
            throw new FixableException(context + " does not exist. The contexts are " + String.join(", ", names())
                    + ". Name one of them, or create it by 'docker context create'.");
        }
        JsonNode endpoint = read(meta).path("Endpoints").path(ENDPOINT);
        String host = endpoint.path("Host").asText("");
        if (host.isBlank()) {
            throw new FixableException(
                    context + " has no engine: " + meta + " has no Host for docker. Use another context.");
        }
        EngineAddress address = EngineDiscovery.parse(new EngineDiscovery.NamedAddress(context.toString(), host));
        if (address instanceof TcpAddress tcp) {
            address = withTls(context, tcp, host, endpoint.path("SkipTLSVerify").asBoolean());
        }
        return new EngineDiscovery.Candidate(context.toString(), address, true);
    }

    private EngineAddress withTls(Context context, TcpAddress address, String host, boolean skipsVerification) {
        if (skipsVerification) {
            throw new FixableException(context + " asks for TLS without verification (SkipTLSVerify) of the engine at "
                    + address + ". Any machine in between could then read the credentials of registries."
                    + " Give the context the engine's ca.pem: 'docker context update " + context.name()
                    + " --docker host=" + host + ",ca=ca.pem,cert=cert.pem,key=key.pem'.");
        }
        Path material = contexts("tls").resolve(id(context.name()));
        TlsFiles files = TlsFiles.ofContext(context.toString(), material.resolve(ENDPOINT));
        if (files.isEmpty() && Files.exists(material)) {
            throw new FixableException(context + " has files for TLS in " + material
                    + ", but ca.pem, cert.pem and key.pem cannot be found there. Make them readable, or create the"
                    + " context again.");
        }
        return files.isEmpty() ? address : address.with(files, host);
    }

    private Path contexts(String kind) {
        return directory.resolve("contexts").resolve(kind);
    }

    private List<String> names() {
        Path meta = contexts("meta");
        if (!Files.isDirectory(meta)) {
            return List.of(DEFAULT);
        }
        try (Stream<Path> contexts = Files.list(meta)) {
            Stream<String> names = contexts.map(context -> context.resolve("meta.json"))
                    .filter(Files::isRegularFile)
                    .map(DockerContexts::name)
                    .filter(name -> !name.isEmpty())
                    .sorted();
            return Stream.concat(Stream.of(DEFAULT), names).toList();
        } catch (IOException e) {
            throw unreadable(meta, e);
        }
    }

    /** Returns no name for an unreadable context, so that the others are listed. */
    private static String name(Path meta) {
        try {
            return read(meta).path("Name").asText("");
        } catch (FixableException e) {
            return "";
        }
    }

    private static JsonNode read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_SIZE) {
                throw invalid(file, "is not a file that Docker wrote");
            }
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            // The cause is dropped: it shows a part of the file, which may contain credentials.
            throw invalid(file, "is not JSON");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static FixableException invalid(Path file, String problem) {
        return new FixableException(file + " " + problem + ". Correct the file, or name an engine by DOCKER_HOST.");
    }

    private static FixableException unreadable(Path file, IOException cause) {
        return new FixableException(
                "Could not read " + file + " to find Docker's current context: " + cause
                        + ". Make it readable, or name an engine by DOCKER_HOST.",
                cause);
    }

    /** The directory of a context is named by the digest of the context's name. */
    private static String id(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
