package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.RegistryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A planner and the registry that it asks. */
final class PlanFixture {

    static final String REBUILD = "Rebuild it with -Dfdo.force.rebuild=true, or set <onStale>rebuild</onStale>.";
    static final String NEW_TAG =
            "Give it another <tag>, or a <tag> with @recipe@ in it, which changes with the recipe.";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AtomicInteger builds = new AtomicInteger();
    private boolean isPushed = true;
    private boolean checksAllBases;

    InMemoryRegistry registry() {
        return registry;
    }

    PlanFixture withoutPush() {
        isPushed = false;
        return this;
    }

    PlanFixture checkingAllBases() {
        checksAllBases = true;
        return this;
    }

    /** The requests, without those for configs. */
    List<String> lookups() {
        return registry.requests().stream()
                .filter(request -> !request.startsWith("config "))
                .toList();
    }

    /** How often the planner said that it is clear that an image is built. */
    int builds() {
        return builds.get();
    }

    Planner planner() {
        return new Planner(new RegistryStore(registry), image -> isPushed, checksAllBases, builds::incrementAndGet);
    }

    List<PlannedImage> plan(ImageDefinition... images) {
        return planner().plan(List.of(images));
    }

    /** The action for the last image. */
    Action decide(ImageDefinition... images) {
        return plan(images).get(images.length - 1).action();
    }

    ImageRecord put(String reference, Map<String, String> labels) {
        Reference parsed = Reference.parse(reference);
        return ImageRecord.inRegistry(parsed, registry.put(parsed, labels), () -> {
            throw new AssertionError("A test does not read the content.");
        });
    }

    ImageRecord put(ImageDefinition image, Map<String, String> labels) {
        return put(image.reference().toString(), labels);
    }

    /** Puts a version of a base image; returns its digest. */
    Digest putBase(String reference, String version) {
        return put(reference, Map.of("version", version)).digest().orElseThrow();
    }

    /** Puts an image that was built from a base image with a digest. */
    ImageRecord putBuilt(ImageDefinition image, Digest base) {
        return put(image, builtLabels(image, base));
    }

    /** The labels of an image that was built from its recipe and a base image with a digest. */
    static Map<String, String> builtLabels(ImageDefinition image, Digest base) {
        Map<String, String> labels = new HashMap<>();
        labels.put("fdo.recipe_digest", image.recipe().digest().toString());
        RecipeNote.of(image.recipe()).ifPresent(note -> labels.put("fdo.recipe", note));
        labels.put("fdo.base_image", image.baseReference().toString());
        labels.put("fdo.base_digest", base.toString());
        return labels;
    }

    static Action.Skip skip(ImageRecord image) {
        return new Action.Skip(image, "the tag exists", Optional.empty());
    }

    static Action.Skip skipWithWarning(ImageRecord image, String warning) {
        return new Action.Skip(image, "the tag exists", Optional.of(warning));
    }

    static String stale(String reason, String advice) {
        return "it is stale: " + reason + ". " + advice;
    }
}
