package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.SessionData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ClaimedImagesTest {

    private final SessionData session = new DefaultSessionData();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final ExecutorService background = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        background.shutdownNow();
    }

    /** A forced image: another module builds it again unless it is claimed. */
    private static ImageDefinitionBuilder image(String name, String packages) {
        return new ImageDefinitionBuilder()
                .name(name)
                .reference("registry.example.org/app/" + name + ":1")
                .packages(packages)
                .forced();
    }

    private static List<ImageDefinition> of(String module, ImageDefinitionBuilder... images) {
        return Stream.of(images).map(image -> image.module(module).build()).toList();
    }

    private ClaimedImages.Claim claim(List<ImageDefinition> images) {
        return ClaimedImages.of(session).claim(images, messages::add);
    }

    private static List<ImageResult> results(List<ImageDefinition> images, Outcome outcome) {
        return images.stream()
                .map(image -> new ImageResult(
                        image, outcome, "for a reason", Optional.empty(), Instant.EPOCH, Duration.ZERO, Map.of()))
                .toList();
    }

    /** The names of the images that a module is forced to build once it has claimed them. */
    private List<String> forced(String module, ImageDefinitionBuilder... images) {
        return forced(of(module, images));
    }

    private List<String> forced(List<ImageDefinition> images) {
        try (ClaimedImages.Claim claim = claim(images)) {
            return claim.unforced(images).stream()
                    .filter(image -> image.forced().isPresent())
                    .map(ImageDefinition::name)
                    .toList();
        }
    }

    private void build(String module, Outcome outcome, ImageDefinitionBuilder... images) {
        List<ImageDefinition> all = of(module, images);
        try (ClaimedImages.Claim claim = claim(all)) {
            claim.end(results(all, outcome));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILT", "COPIED"})
    void anImageThatOneModuleMadeIsNotMadeAgain(Outcome outcome) {
        build("one", outcome, image("a", "curl wget"));

        assertThat(forced("two", image("a", "wget curl"), image("b", ""))).containsExactly("b");
        assertThat(forced("three", image("a", "wget curl"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIPPED", "FAILED"})
    void anImageThatNoModuleMadeIsMade(Outcome outcome) {
        build("one", outcome, image("a", "curl"));

        assertThat(forced("two", image("a", "curl"))).containsExactly("a");
    }

    @Test
    void claimsBelongToOneRunOfMaven() {
        build("one", Outcome.BUILT, image("a", "curl"));

        List<ImageDefinition> images = of("two", image("a", "wget"));
        try (ClaimedImages.Claim claim =
                ClaimedImages.of(new DefaultSessionData()).claim(images, messages::add)) {
            assertThat(claim.unforced(images).get(0).forced()).isPresent();
        }
    }

    @Test
    void waitsForAModuleThatMakesTheSameImage() throws Exception {
        List<ImageDefinition> images = of("one", image("a", "curl"));
        ClaimedImages.Claim first = claim(images);
        Future<List<String>> second = background.submit(() -> forced("two", image("a", "curl")));
        assertThat(messages.take()).isEqualTo("[a] waits for the module one, which builds the same image");
        assertThat(second.isDone()).isFalse();

        first.end(results(images, Outcome.BUILT));
        first.close();

        assertThat(second.get()).isEmpty();
    }

    @Test
    void makesAnImageItselfAfterAnotherModuleFailed() throws Exception {
        ClaimedImages.Claim first = claim(of("one", image("a", "curl")));
        Future<List<String>> second = background.submit(() -> forced("two", image("a", "curl")));
        messages.take();
        assertThat(second.isDone()).isFalse();

        first.close();

        assertThat(second.get()).containsExactly("a");
    }

    @Test
    void canBeInterruptedWhileItWaits() {
        try (ClaimedImages.Claim first = claim(of("one", image("a", "curl")))) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> forced("two", image("a", "curl")))
                    .withMessage("Interrupted while another module was building the same image.");
            assertThat(Thread.interrupted()).isTrue();
            first.end(List.of());
        }
    }

    @Test
    void modulesWithTheSameImagesInAnotherOrderDoNotBlockEachOther() throws Exception {
        List<ImageDefinition> ab = of("one", image("a", "curl"), image("b", "curl"));
        List<ImageDefinition> ba = of("two", image("b", "curl"), image("a", "curl"));

        for (int i = 0; i < 200; i++) {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> forced(ab), background),
                            CompletableFuture.runAsync(() -> forced(ba), background))
                    .get();
        }
    }

    @Test
    void refusesAnotherRecipeOfAnotherModule() {
        build("one", Outcome.SKIPPED, image("a", "curl"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> forced("two", image("0", ""), image("a", "wget")))
                .withMessage("The image 'a' of the module two and an image of the module one have the same reference"
                        + " registry.example.org/app/a:1, but different recipes. Give one of them another <tag> or"
                        + " <repoSuffix>, or a <tag> with @recipe@.");
        // Images that were claimed before are released.
        assertThat(forced("three", image("0", ""))).containsExactly("0");
    }

    @Test
    void acceptsAnotherRecipeOfTheSameModule() {
        build("one", Outcome.BUILT, image("a", "curl"));

        assertThat(forced("one", image("a", "wget"))).containsExactly("a");
    }
}
