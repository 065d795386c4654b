package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.FdoException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformExecutionTest {

    private final ExecutionFixture fixture = new ExecutionFixture();

    private static ImageDefinitionBuilder index(String name) {
        return ExecutionFixture.named(name).platforms("linux/amd64", "linux/arm64");
    }

    private ImageRecord pushed(String reference) {
        return new RegistryStore(fixture.registry())
                .find(Reference.parse(reference), Optional.empty())
                .orElseThrow();
    }

    @Test
    void buildsEachPlatformAndJoinsThem() {
        ImageResults results = fixture.run(index("base"));

        ImageResult result = results.results().get(0);
        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.members())
                .extracting(member -> member.name() + " " + member.outcome())
                .containsExactly("base linux/amd64 BUILT", "base linux/arm64 BUILT");
        assertThat(pushed(ExecutionFixture.tag("base")).platforms())
                .containsExactly(Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
        assertThat(result.digest())
                .isEqualTo(pushed(ExecutionFixture.tag("base")).digest());
        fixture.assertNothingLeftBut(ExecutionFixture.tag("base") + "-amd64", ExecutionFixture.tag("base") + "-arm64");
    }

    @Test
    void buildsAChildFromTheImageOfItsPlatform() {
        ImageDefinition parent = index("base").build();

        ImageResults results = fixture.run(index("base"), index("child").parent(parent));

        assertThat(ExecutionFixture.outcomes(results)).containsExactly("base BUILT", "child BUILT");
        assertThat(pushed(ExecutionFixture.tag("child") + "-arm64").label("fdo.base_image"))
                .contains(ExecutionFixture.tag("base") + "-arm64");
        assertThat(pushed(ExecutionFixture.tag("child")).label("fdo.base_image"))
                .contains(ExecutionFixture.tag("base"));
        assertThat(pushed(ExecutionFixture.tag("child")).label("fdo.base_digest"))
                .isEqualTo(pushed(ExecutionFixture.tag("base")).digest().map(Object::toString));
    }

    @Test
    void joinsNothingIfAnImageFails() {
        fixture.engine().failingProgram("apt-get -y install base");

        ImageResults results = fixture.run(index("base"));

        assertThat(ExecutionFixture.outcomes(results)).containsExactly("base FAILED");
        assertThat(results.results().get(0).members())
                .extracting(ImageResult::name)
                .containsExactly("base linux/amd64", "base linux/arm64");
        assertThat(fixture.registry().requests()).doesNotContain("putManifest " + ExecutionFixture.tag("base"));
        FdoException failure = results.failure().orElseThrow();
        assertThat(failure.getMessage()).contains("base linux/");
        fixture.assertNothingLeftBut();
    }

    @Test
    void givesTheImagesOfACopiedIndexTagsOfTheirOwn() {
        fixture.registry()
                .putIndex(
                        Reference.parse("registry.example.org/up/one/debian/bookworm:1"),
                        Map.of(),
                        Platform.parse("linux/arm64"),
                        Platform.parse("linux/amd64"));

        ImageResults results = fixture.run(index("base").upstreams("up/one"));

        assertThat(ExecutionFixture.outcomes(results)).containsExactly("base COPIED");
        assertThat(pushed(ExecutionFixture.tag("base")).isIndex()).isTrue();
        assertThat(pushed(ExecutionFixture.tag("base") + "-arm64").platforms())
                .containsExactly(Platform.parse("linux/arm64"));
    }

    @Test
    void skipsAnIndexThatWasBuiltBefore() {
        fixture.run(index("base"));
        int requests = fixture.registry().requests().size();

        ImageResults results = fixture.run(index("base"));

        assertThat(ExecutionFixture.outcomes(results)).containsExactly("base SKIPPED");
        assertThat(fixture.registry()
                        .requests()
                        .subList(requests, fixture.registry().requests().size()))
                .contains("manifest " + ExecutionFixture.tag("base"))
                .doesNotContain("manifest " + ExecutionFixture.tag("base") + "-amd64");
    }

    @Test
    void copiesNoIndexWhoseImageHasVanished() {
        Reference upstream = Reference.parse("registry.example.org/up/one/debian/bookworm:1");
        fixture.registry().putIndex(upstream, Map.of(), Platform.parse("linux/arm64"), Platform.parse("linux/amd64"));
        Reference vanished = pushed(upstream.toString()).platformImages().get(Platform.parse("linux/amd64"));
        fixture.registry().remove(vanished);

        ImageResults results = fixture.run(index("base").upstreams("up/one"));

        assertThat(results.failure().orElseThrow())
                .hasMessageContaining("The index " + upstream + " names " + vanished + ", which does not exist.");
        assertThat(fixture.registry().has(Reference.parse(ExecutionFixture.tag("base"))))
                .isFalse();
    }
}
