package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
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

    private final Map<String, ImageRecord> images = new ConcurrentHashMap<>();
    private final Map<String, Digest> digests = new ConcurrentHashMap<>();
    private final Map<String, FdoException> failures = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    Planner planner() {
        return new Planner(this::image, this::digest, true);
    }

    List<PlannedImage> plan(ImageDefinition... requests) {
        return planner().plan(List.of(requests));
    }

    /** What is decided for the last of the images. */
    Action decide(ImageDefinition... requests) {
        return plan(requests).get(requests.length - 1).decision();
    }

    /** An image that was built of this very recipe, when its base had the digest that it had then. */
    ImageRecord built(ImageDefinition request) {
        return built(request, request);
    }

    /** An image that was built of another recipe. */
    ImageRecord built(ImageDefinition request, ImageDefinition before) {
        Map<String, String> labels = new HashMap<>();
        labels.put("fdo.recipe_digest", before.recipe().digest().toString());
        RecipeNote.of(before.recipe()).ifPresent(note -> labels.put("fdo.recipe", note));
        labels.put("fdo.base_image", before.recipe().base().text());
        labels.put("fdo.base_digest", THEN.toString());
        return labelled(request, labels);
    }

    ImageRecord labelled(ImageDefinition request, Map<String, String> labels) {
        ImageRecord image =
                new ImageRecord(request.reference(), Optional.empty(), Optional.empty(), Optional.empty(), labels);
        images.put(request.reference().toString(), image);
        return image;
    }

    ImageRecord upstream(String reference, Digest config) {
        return upstream(reference, config, Map.of());
    }

    ImageRecord upstream(String reference, Digest config, Map<String, String> labels) {
        ImageRecord image = new ImageRecord(
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

    Optional<ImageRecord> image(Reference reference) {
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
