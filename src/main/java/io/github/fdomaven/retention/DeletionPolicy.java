package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.stream.Stream;

/** Decides which tags are deleted. It uses only the request and the images, and sends no requests. */
record DeletionPolicy(CleanupRequest request, NeededImages needed) {

    private static final String NOT_LISTED = "it is not listed in <deleteTags>";

    /** Returns a decision for each tag, in their order. */
    List<Deletion> decide(List<ImageInfo> tags) {
        List<Deletion> single = tags.stream().map(this::decide).toList();
        return needed.keep(new IndexTags(single, request.selection().listed(), this::isNamed).decide());
    }

    private Deletion decide(ImageInfo image) {
        Selection selection = request.selection();
        if (selection.listed().contains(image.reference())) {
            return Deletion.delete(image, "listed in <deleteTags>");
        }
        if (!request.repositories().contains(image.reference().repository())) {
            return keep(image, NOT_LISTED);
        }
        Deletion selected = select(image);
        boolean isNamed = isNamed(image);
        if (selected.isKept()) {
            return isNamed ? keep(image, "the POM names it") : selected;
        }
        if (isNamed) {
            return Deletion.keep(image, named(selected.reason()), Deletion.Level.INFO);
        }
        return mayBeNamed(image) ? fail(image) : selected;
    }

    private String named(String selected) {
        return switch (request.selection().mode().orElseThrow()) {
            case EXPIRED -> "the POM names it, though it is " + selected;
            case UNNAMED -> "the POM names it";
            case ALL -> "the POM names it: to delete it too, list it in <deleteTags> (-Dfdo.delete.tags)";
        };
    }

    /** The POM may write the registry's host in another way: in upper case, or with its default port. */
    private Stream<Reference> namesInRepository(ImageInfo image) {
        String path = image.reference().repository().path();
        return request.named().stream()
                .filter(named -> named.repository().path().equals(path));
    }

    private boolean isNamed(ImageInfo image) {
        return namesInRepository(image)
                .anyMatch(named -> named.tag().equals(image.reference().tag())
                        || named.digest()
                                .filter(digest -> isOrHas(image, digest))
                                .isPresent());
    }

    private static boolean isOrHas(ImageInfo image, Digest digest) {
        return image.digest().filter(digest::equals).isPresent() || image.hasMember(digest);
    }

    /** An image that could not be read may be an image that the POM names by digest. */
    private boolean mayBeNamed(ImageInfo image) {
        return image.mayHaveUnknownMembers()
                && namesInRepository(image).anyMatch(named -> named.digest().isPresent());
    }

    private Deletion select(ImageInfo image) {
        Selection selection = request.selection();
        if (selection.mode().isEmpty()) {
            return keep(image, NOT_LISTED);
        }
        if (selection.pattern().filter(pattern -> !pattern.matches(image.tag())).isPresent()) {
            return keep(image, "it does not match '" + selection.pattern().get() + "'");
        }
        return switch (selection.mode().get()) {
            case EXPIRED -> selectExpired(image);
            case UNNAMED -> Deletion.delete(image, "the POM does not name it");
            case ALL ->
                Deletion.delete(
                        image,
                        selection
                                .pattern()
                                .map(pattern -> "it matches '" + pattern + "'")
                                .orElse("all images are deleted"));
        };
    }

    private Deletion selectExpired(ImageInfo image) {
        if (image.config().isEmpty()) {
            return fail(image);
        }
        Expiry expiry = Expiry.of(image.config().get(), request.now());
        return switch (expiry.state()) {
            case EXPIRED -> Deletion.delete(image, expiry.reason());
            case NOT_EXPIRED -> keep(image, expiry.reason());
            case UNKNOWN -> Deletion.keep(image, expiry.reason(), Deletion.Level.WARNING);
        };
    }

    private static Deletion keep(ImageInfo image, String reason) {
        return Deletion.keep(image, reason, Deletion.Level.DEBUG);
    }

    private static Deletion fail(ImageInfo image) {
        return Deletion.fail(image, image.problem().orElseThrow());
    }
}
