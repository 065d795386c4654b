package io.github.fdomaven.engine.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contexts that the docker command keeps: names for engines, in files of its own. */
final class DockerContexts {

    /** The context that is none: the engine that is found without one. */
    private static final String DEFAULT = "default";

    /** The name under which a context has the engine, and not some cluster. */
    private static final String ENDPOINT = "docker";

    /** Far more than Docker writes into one of its files. */
    private static final long LONGEST = 1024 * 1024;

    private final Path directory;

    /** Knows the directory of Docker's config.json; it need not be there. */
    DockerContexts(Path directory) {
        this.directory = directory;
    }

    /**
     * The engine of the context that the docker command would use.
     *
     * @param named the context that the environment names
     * @return the candidate, if a context is in use
     */
    Optional<EngineCandidate> current(Optional<String> named) {
        return named.map(name -> new Choice(name.strip(), "DOCKER_CONTEXT"))
                .or(this::chosen)
                .filter(choice -> !choice.name().equals(DEFAULT))
                .map(this::candidate);
    }

    private record Choice(String name, String origin) {

        /** As the beginning of a sentence. */
        String sentence() {
            return "The" + toString().substring("the".length());
        }

        @Override
        public String toString() {
            return "the Docker context '" + name + "' of " + origin;
        }
    }

    private Optional<Choice> chosen() {
        Path config = directory.resolve("config.json");
        if (!Files.exists(config)) {
            return Optional.empty();
        }
        String name = read(config).path("currentContext").asText("");
        return Optional.of(name).filter(text -> !text.isBlank()).map(text -> new Choice(text, config.toString()));
    }

    private EngineCandidate candidate(Choice choice) {
        Path meta = contexts("meta").resolve(id(choice.name())).resolve("meta.json");
        if (!Files.exists(meta)) {
            throw new FixableException("There is no Docker context '" + choice.name() + "', which " + choice.origin()
                    + " names: there are " + String.join(", ", names())
                    + ". Name one of these, or make it with 'docker context create'.");
        }
        JsonNode endpoint = read(meta).path("Endpoints").path(ENDPOINT);
        String host = endpoint.path("Host").asText("");
        if (host.isBlank()) {
            throw new FixableException(
                    choice.sentence() + " has no engine: " + meta + " has no Host for docker. Use another one.");
        }
        EngineAddress address = EnginePlaces.parsed(new EnginePlaces.NamedAddress(choice.toString(), host));
        if (address instanceof TcpAddress tcp) {
            address = withTls(choice, tcp, host, endpoint.path("SkipTLSVerify").asBoolean());
        }
        return new EngineCandidate(choice.toString(), address, true);
    }

    private EngineAddress withTls(Choice choice, TcpAddress address, String host, boolean isUnverified) {
        if (isUnverified) {
            throw new FixableException(choice.sentence()
                    + " asks for TLS with an engine that is not verified (SkipTLSVerify), at "
                    + address + ", which would hand the credentials of registries to anybody. Give it the engine's"
                    + " authority: 'docker context update " + choice.name() + " --docker host=" + host
                    + ",ca=ca.pem,cert=cert.pem,key=key.pem'.");
        }
        Path material = contexts("tls").resolve(id(choice.name()));
        TlsFiles files = TlsFiles.ofContext(choice.toString(), material.resolve(ENDPOINT));
        if (files.isEmpty() && Files.exists(material)) {
            throw new FixableException(choice.sentence() + " has TLS material in " + material
                    + ", but none of ca.pem, cert.pem and key.pem"
                    + " can be seen there. Make it readable, or make the context anew.");
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
                    .map(DockerContexts::name);
            return Stream.concat(
                            Stream.of(DEFAULT),
                            names.filter(name -> !name.isEmpty()).sorted())
                    .toList();
        } catch (IOException e) {
            throw unreadable(meta, e);
        }
    }

    /** Of a context that cannot be read there is no name, but of the others there is. */
    private static String name(Path meta) {
        try {
            return read(meta).path("Name").asText("");
        } catch (FixableException e) {
            return "";
        }
    }

    private static JsonNode read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                throw new FixableException(
                        file + " is no file of Docker's. Mend it, or name an engine by DOCKER_HOST.");
            }
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            // Nothing of the file is shown: it may hold credentials.
            throw new FixableException(file + " is not JSON. Mend it, or name an engine by DOCKER_HOST.");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static FixableException unreadable(Path file, IOException cause) {
        return new FixableException(
                "Could not read " + file + ", in which Docker says where its engine is: " + cause
                        + ". Make it readable, or name an engine by DOCKER_HOST.",
                cause);
    }

    /** Docker names the directory of a context by the digest of its name. */
    private static String id(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
