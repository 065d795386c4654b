package io.github.fdomaven.maven;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.store.ImageRecord;
import java.util.Map;
import java.util.Optional;

/** Images with their actions, for the tests of the log. */
final class PlannedImages {

    static final String STALE = "it is stale: its recipe has changed";

    private PlannedImages() {}

    static ImageDefinition image(String name) {
        return new ImageDefinitionBuilder()
                .name(name)
                .reference("r.example/" + name + ":1")
                .build();
    }

    static ImageRecord found(String name) {
        return InMemoryRegistry.record(image(name).reference(), Map.of());
    }

    static PlannedImage skipped(String name) {
        return new PlannedImage(image(name), new Action.Skip(found(name), "the tag exists", Optional.empty()));
    }

    static PlannedImage stale(String name) {
        return new PlannedImage(image(name), new Action.Skip(found(name), "the tag exists", Optional.of(STALE)));
    }

    static PlannedImage built(String name) {
        return new PlannedImage(image(name), new Action.Build("the tag does not exist", true));
    }
}
