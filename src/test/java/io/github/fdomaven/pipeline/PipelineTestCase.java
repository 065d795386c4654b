package io.github.fdomaven.pipeline;

import static io.github.fdomaven.pipeline.Pipelines.NOTHING;
import static io.github.fdomaven.pipeline.Pipelines.NO_TEMPLATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.plan.PlannedImage;
import java.util.Arrays;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads generated pipelines. */
class PipelineTestCase {

    static Map<String, Object> document(JobTemplate template, HandedDown handedDown, PlannedImage... plan) {
        return document(Pipelines.of(template, handedDown, Arrays.asList(plan)));
    }

    static Map<String, Object> document(PlannedImage... plan) {
        return document(NO_TEMPLATE, NOTHING, plan);
    }

    @SuppressWarnings("unchecked") // The file is a mapping.
    static Map<String, Object> document(ChildPipeline pipeline) {
        String text = Pipelines.text(pipeline);
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    static Map<?, ?> job(Map<String, Object> document, String name) {
        assertThat(document).containsKey(name);
        return (Map<?, ?>) document.get(name);
    }
}
