package io.github.fdomaven.build;

import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides what is to be done for an image. It changes nothing, and asks no more than the decision needs. */
public final class Planner {

    private final Function<Reference, Optional<StoredImage>> images;
    private final boolean copies;

    /**
     * Creates a planner.
     *
     * @param images finds an image where images are kept
     * @param copies whether an image may be copied to where images are kept
     */
    public Planner(Function<Reference, Optional<StoredImage>> images, boolean copies) {
        this.images = images;
        this.copies = copies;
    }

    /**
     * Decides.
     *
     * @param request the image that is wanted
     * @return what is to be done, and why
     */
    public Decision decide(ImageRequest request) {
        if (request.forced().isPresent()) {
            return new Decision.Build(request.forced().get());
        }
        Optional<StoredImage> found = images.apply(request.reference());
        if (found.isPresent()) {
            return new Decision.Skip(found.get(), "the tag exists");
        }
        List<Upstream> upstreams = copies ? request.upstreams() : List.of();
        Tag tag = request.reference().tag().orElseThrow();
        for (Upstream upstream : upstreams) {
            Optional<StoredImage> source = images.apply(upstream.repository().tagged(tag));
            if (source.isPresent()) {
                return new Decision.Copy(source.get(), source.get().reference() + " exists");
            }
        }
        return new Decision.Build("the tag does not exist" + nowhereElse(request));
    }

    private String nowhereElse(ImageRequest request) {
        if (request.upstreams().isEmpty()) {
            return "";
        }
        return copies
                ? ", nor does it upstream"
                : ", and upstream is not asked, because nothing is copied without a push";
    }
}
