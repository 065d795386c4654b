package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;
import java.util.Set;

/**
 * An image of a repository, as far as it could be read.
 *
 * @param reference the tag or the digest of the image in its repository
 * @param digest the digest of the manifest, if it is known
 * @param members the digests of all images and indexes in an index, or none for a plain image; empty if they are not known
 * @param config the config, if it was read; for an index the config of one of its images
 * @param problem why something could not be read
 */
public record ImageInfo(
        Reference reference,
        Optional<Digest> digest,
        Optional<Set<Digest>> members,
        Optional<ImageConfig> config,
        Optional<FdoException> problem) {

    public ImageInfo {
        members = members.map(Set::copyOf);
    }

    static ImageInfo of(Reference reference, Digest digest, Set<Digest> members) {
        return new ImageInfo(reference, Optional.of(digest), Optional.of(members), Optional.empty(), Optional.empty());
    }

    static ImageInfo unreadable(Reference reference, Optional<Digest> digest, FdoException problem) {
        return new ImageInfo(reference, digest, Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    ImageInfo withConfig(ImageConfig read) {
        return new ImageInfo(reference, digest, members, Optional.of(read), problem);
    }

    ImageInfo withProblem(FdoException failure) {
        return new ImageInfo(reference, digest, members, config, Optional.of(failure));
    }

    Tag tag() {
        return reference.tag().orElseThrow();
    }

    boolean hasMember(Digest other) {
        return members.filter(all -> all.contains(other)).isPresent();
    }

    /** Whether the image may be an index with members that are not known. */
    boolean mayHaveUnknownMembers() {
        return members.isEmpty();
    }
}
