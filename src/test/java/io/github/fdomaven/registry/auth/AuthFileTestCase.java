package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A credential file in the format of Docker, and the helpers that it can name. */
abstract class AuthFileTestCase {

    static final Repository REPOSITORY = Repository.parse("a.example/group/project");

    @TempDir
    Path directory;

    final List<String> problems = new ArrayList<>();
    CredentialScripts scripts;

    @BeforeEach
    void addHelpers() throws IOException {
        scripts = new CredentialScripts(directory)
                .add("own", "helped", "own-secret")
                .add("store", "stored", "store-secret")
                .add("none", "echo 'credentials not found in native keychain'; exit 1")
                .add("locked", "echo locked; exit 1");
    }

    final Optional<Credentials> find(String json) {
        return find(json, REPOSITORY);
    }

    final Optional<Credentials> find(String json, Repository repository) {
        return find(AuthFile.ofText("F", json.replace('\'', '"'), scripts.helpers()), repository);
    }

    final Optional<Credentials> find(AuthFile file, Repository repository) {
        return file.find(repository, problems::add);
    }

    static String auth(String text) {
        return "'auth':'" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    static String entry(String key, String text) {
        return "'" + key + "':{" + auth(text) + "}";
    }
}
