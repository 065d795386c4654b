package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** A file, or a variable, with credentials as Docker and Podman write them. It is read once, when first asked. */
final class DocumentSource implements CredentialSource {

    private final String name;
    private final CredentialPrograms programs;
    private final Supplier<Optional<String>> text;

    /** Null until it was read. */
    private Optional<AuthDocument> document;

    private DocumentSource(String name, Supplier<Optional<String>> text, CredentialPrograms programs) {
        this.name = name;
        this.text = text;
        this.programs = programs;
    }

    static DocumentSource ofText(String name, String text, CredentialPrograms programs) {
        return new DocumentSource(name, () -> Optional.of(text), programs);
    }

    static DocumentSource ofFile(Path file, CredentialPrograms programs) {
        return new DocumentSource(file.toString(), () -> read(file), programs);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Credentials> find(String host) {
        return document().flatMap(found -> found.find(host));
    }

    /** One thread reads; the search, which may run a program, is for each thread by itself. */
    private synchronized Optional<AuthDocument> document() {
        if (document == null) {
            document = text.get().map(content -> AuthDocument.parse(name, content, programs));
        }
        return document;
    }

    private static Optional<String> read(Path file) {
        try {
            // Not readString, which refuses what is not UTF-8: the parser says better where.
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new FixableException(
                    file + ", where credentials for registries may be, cannot be read: " + e
                            + ". Make it readable, or remove it.",
                    e);
        }
    }
}
