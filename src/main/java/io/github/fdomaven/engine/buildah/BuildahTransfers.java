package io.github.fdomaven.engine.buildah;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fdomaven.engine.ProgressListener;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pulls and pushes images by the buildah program.
 *
 * @param credentials the credentials, by the host names that Maven uses
 * @param aliases the engine's host names
 * @param plainHttp the hosts that may be reached without TLS
 */
record BuildahTransfers(
        Buildah buildah,
        BuildahErrors errors,
        CredentialChain credentials,
        RegistryAliases aliases,
        PlainHttp plainHttp) {

    private static final Pattern BLOB = Pattern.compile("Copying blob (\\S+)(?: .*)?");

    String name(Reference reference) {
        return aliases.engineReference(reference).toString();
    }

    void pull(Reference reference, Optional<Platform> platform, ProgressListener listener) {
        List<String> command = new ArrayList<>(List.of("pull", "--policy", "always"));
        platform.ifPresent(value -> command.addAll(List.of("--platform", value.toString())));
        transfer("pull " + reference, reference, command, List.of(pulledName(reference)), listener);
    }

    /** Returns the name by which a pulled image is found. */
    String pulledName(Reference reference) {
        return aliases.engineReference(reference).tagOrDigest().toString();
    }

    Digest push(Reference reference, ProgressListener listener) {
        return withFile("digest", "", digest -> {
            String name = name(reference);
            transfer(
                    "push " + reference,
                    reference,
                    List.of("push", "--digestfile", digest.toString()),
                    List.of(name, "docker://" + name),
                    listener);
            return Digest.parse(Files.readString(digest).strip());
        });
    }

    private void transfer(
            String attempt,
            Reference reference,
            List<String> command,
            List<String> arguments,
            ProgressListener listener) {
        boolean isPlain = plainHttp.allows(reference.repository().host())
                || plainHttp.allows(
                        aliases.engineReference(reference).repository().host());
        withFile("auth", auth(reference), file -> {
            List<String> all = new ArrayList<>(command);
            // The plugin tries again itself.
            all.addAll(List.of("--retry", "0", "--authfile", file.toString(), "--tls-verify=" + !isPlain));
            all.addAll(arguments);
            Set<String> blobs = new LinkedHashSet<>();
            try {
                buildah.call(all, line -> report(line, blobs, listener));
            } catch (Buildah.Failure e) {
                throw errors.transfer(
                        attempt, () -> credentials.advice(reference.repository().host()), e);
            }
            blobs.forEach(blob -> listener.progress(blob, ProgressListener.LayerState.TRANSFERRED, 0, 0));
            return null;
        });
    }

    /** Without a terminal the program prints when the transfer of a blob begins. */
    private static void report(String line, Set<String> blobs, ProgressListener listener) {
        Matcher blob = BLOB.matcher(line);
        if (blob.matches()) {
            blobs.add(blob.group(1));
            listener.progress(blob.group(1), ProgressListener.LayerState.TRANSFERRING, 0, 0);
        }
    }

    /** Returns the content of a file with credentials for one registry, or for none, so that no other credentials are sent. */
    private String auth(Reference reference) {
        ObjectNode all = new ObjectMapper().createObjectNode();
        ObjectNode hosts = all.putObject("auths");
        credentials.find(reference.repository()).ifPresent(found -> {
            if (found.registryToken().isPresent()) {
                throw new FixableException("Could not use the credentials for "
                        + reference.repository().host()
                        + ": buildah does not accept a registry token. Give it a user name and a password.");
            }
            ObjectNode host = hosts.putObject(
                    aliases.engineReference(reference).repository().host());
            host.put("auth", encoded(found));
            found.identityToken().ifPresent(token -> host.put("identitytoken", token));
        });
        return all.toString();
    }

    private static String encoded(Credentials credentials) {
        return Base64.getEncoder()
                .encodeToString(
                        (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8));
    }

    /** Uses a file. */
    private interface FileUse<T> {
        T with(Path file) throws IOException;
    }

    /** Creates a file that only its owner can read, and deletes it after its use. */
    private <T> T withFile(String name, String content, FileUse<T> use) {
        try {
            Path file = Files.createTempFile(buildah.temporary(), name, "");
            try {
                Files.writeString(file, content);
                return use.with(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not use a file in " + buildah.temporary() + ": " + FileProblem.of(e)
                            + ". Check that there is space.",
                    e);
        }
    }
}
