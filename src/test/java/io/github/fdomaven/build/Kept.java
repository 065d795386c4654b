package io.github.fdomaven.build;

import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.recipe.RecipeNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Images and bases that a planner may ask for, and what it has asked. */
final class Kept {

    static final Digest THEN = digest("then");
    static final Digest NOW = digest("now");

    private final Map<String, StoredImage> images = new ConcurrentHashMap<>();
    private final Map<String, Digest> digests = new ConcurrentHashMap<>();
    private final Map<String, FdoException> failures = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    Planner planner() {
        return new Planner(this::image, this::digest, true);
    }

    List<Planned> plan(ImageRequest... requests) {
        return planner().plan(List.of(requests));
    }

    /** What is decided for the last of the images. */
    Decision decide(ImageRequest... requests) {
        return plan(requests).get(requests.length - 1).decision();
    }

    /** An image that was built of this very recipe, when its base had the digest that it had then. */
    StoredImage built(ImageRequest request) {
        return built(request, request);
    }

    /** An image that was built of another recipe. */
    StoredImage built(ImageRequest request, ImageRequest before) {
        Map<String, String> labels = new HashMap<>();
        labels.put("fdo.recipe_digest", before.recipe().digest().toString());
        RecipeNote.of(before.recipe()).ifPresent(note -> labels.put("fdo.recipe", note));
        labels.put("fdo.base_image", before.recipe().base().text());
        labels.put("fdo.base_digest", THEN.toString());
        return labelled(request, labels);
    }

    StoredImage labelled(ImageRequest request, Map<String, String> labels) {
        StoredImage image =
                new StoredImage(request.reference(), Optional.empty(), Optional.empty(), Optional.empty(), labels);
        images.put(request.reference().toString(), image);
        return image;
    }

    StoredImage upstream(String reference, Digest config) {
        return upstream(reference, config, Map.of());
    }

    StoredImage upstream(String reference, Digest config, Map<String, String> labels) {
        StoredImage image = new StoredImage(
                Reference.parse(reference),
                Optional.of(FakeRegistry.manifest(config)),
                Optional.empty(),
                Optional.empty(),
                labels);
        images.put(reference, image);
        return image;
    }

    /** Lets every question fail that is about this. */
    Kept failing(String reference, FdoException failure) {
        failures.put(reference, failure);
        return this;
    }

    Kept baseNow(String reference, Digest digest) {
        digests.put(reference, digest);
        return this;
    }

    List<String> asked() {
        return asked;
    }

    private void fail(Reference reference) {
        FdoException failure = failures.get(reference.toString());
        if (failure != null) {
            throw failure;
        }
    }

    Optional<StoredImage> image(Reference reference) {
        asked.add("image " + reference);
        fail(reference);
        return Optional.ofNullable(images.get(reference.toString()));
    }

    Optional<Digest> digest(Reference reference) {
        asked.add("digest " + reference);
        fail(reference);
        return Optional.ofNullable(digests.get(reference.toString()));
    }
}
