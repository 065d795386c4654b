package io.github.fdomaven.oci;

import io.github.fdomaven.support.OneLine;
import java.util.Optional;

/**
 * The full name of an image.
 *
 * @param repository the repository
 * @param tag the tag
 * @param digest the digest; if there are both, the digest decides
 */
public record Reference(Repository repository, Optional<Tag> tag, Optional<Digest> digest) {

    /** Completes the path of an official image of Docker Hub. */
    public Reference {
        if (tag.isEmpty() && digest.isEmpty()) {
            throw new IllegalArgumentException("'" + repository + "' has neither a tag nor a digest.");
        }
        String path = DockerHub.path(repository.host(), repository.path());
        repository = path.equals(repository.path()) ? repository : new Repository(repository.host(), path);
    }

    /** Parses a reference with a host. Without tag and digest, the tag is {@code latest}. */
    public static Reference parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
        int colon = name.lastIndexOf(':');
        // A colon before the last slash belongs to the host's port.
        boolean tagged = colon > name.lastIndexOf('/');
        Repository repository = repository(text, tagged ? name.substring(0, colon) : name);
        if (tagged) {
            return new Reference(repository, Optional.of(new Tag(name.substring(colon + 1))), digest);
        }
        return new Reference(repository, digest.isPresent() ? Optional.empty() : Optional.of(Tag.LATEST), digest);
    }

    private static Repository repository(String text, String name) {
        if (!hasHost(name)) {
            throw new IllegalArgumentException(
                    OneLine.quote(text) + " does not begin with the host of a registry: write the full name,"
                            + " as in registry.example.com/group/project:tag.");
        }
        return Repository.parse(name);
    }

    /**
     * {@return whether a text begins with the host of a registry}
     *
     * @param text a reference, full or not
     */
    public static boolean hasHost(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && Repository.isHostName(text.substring(0, slash));
    }

    /** {@return this reference, with the digest only if it has both a tag and a digest}: engines do not accept both */
    public Reference tagOrDigest() {
        return digest.isPresent() ? repository.at(digest.get()) : this;
    }

    /** {@return the last part of a request to the registry: the digest if there is one, else the tag} */
    public String target() {
        return digest.map(Digest::toString).orElseGet(() -> tag.orElseThrow().value());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reference that
                && repository.equals(that.repository)
                && tag.equals(that.tag)
                && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * repository.hashCode() + tag.hashCode()) + digest.hashCode();
    }

    @Override
    public String toString() {
        return repository
                + tag.map(value -> ":" + value).orElse("")
                + digest.map(value -> "@" + value).orElse("");
    }
}
