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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.SessionData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ClaimedImagesTest {

    private static final int LONG = 10;

    private final SessionData session = new DefaultSessionData();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService background = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        background.shutdownNow();
    }

    /** One that is forced: a module that has something to wait for must not build it again even then. */
    private static ImageDefinition image(String name, String packages) {
        return new ImageDefinitionBuilder()
                .name(name)
                .reference("registry.example.org/app/" + name + ":1")
                .packages(packages)
                .forced()
                .build();
    }

    private static ImageResult result(ImageDefinition request, Outcome outcome) {
        return new ImageResult(request, outcome, "for a reason", Optional.empty(), Instant.EPOCH, Duration.ZERO);
    }

    /** What is forced of what a module wants, when it is its turn. */
    private List<String> forced(String module, ImageDefinition... requests) {
        List<ImageDefinition> all = List.of(requests);
        try (ClaimedImages.Claim claim = ClaimedImages.of(session).claim(all, module, told::add)) {
            return claim.requests(all).stream()
                    .filter(request -> request.forced().isPresent())
                    .map(ImageDefinition::name)
                    .toList();
        }
    }

    private void bringAbout(String module, Outcome outcome, ImageDefinition... requests) {
        try (ClaimedImages.Claim claim = ClaimedImages.of(session).claim(List.of(requests), module, told::add)) {
            claim.end(List.of(requests).stream()
                    .map(request -> result(request, outcome))
                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUILT", "COPIED"})
    void whatOneModuleHasMadeAnotherDoesNotMakeAgain(Outcome outcome) {
        bringAbout("one", outcome, image("a", "curl wget"));

        assertThat(forced("two", image("a", "wget curl"), image("b", ""))).containsExactly("b");
        assertThat(forced("three", image("a", "wget curl"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIPPED", "FAILED"})
    void whatOneModuleHasNotMadeAnotherDoes(Outcome outcome) {
        bringAbout("one", outcome, image("a", "curl"));

        assertThat(forced("two", image("a", "curl"))).containsExactly("a");
    }

    @Test
    void runsOfMavenHaveNothingToDoWithEachOther() {
        bringAbout("one", Outcome.BUILT, image("a", "curl"));

        try (ClaimedImages.Claim claim =
                ClaimedImages.of(new DefaultSessionData()).claim(List.of(image("a", "wget")), "two", told::add)) {
            assertThat(claim.requests(List.of(image("a", "wget"))).get(0).forced())
                    .isPresent();
        }
    }

    @Test
    void aModuleWaitsForTheOneThatMakesTheSameImage() throws Exception {
        ImageDefinition image = image("a", "curl");
        ClaimedImages.Claim first = ClaimedImages.of(session).claim(List.of(image), "one", told::add);
        Future<List<String>> second = background.submit(() -> forced("two", image));
        assertThatWaits(second);

        first.end(List.of(result(image, Outcome.BUILT)));
        first.close();

        assertThat(second.get(LONG, TimeUnit.SECONDS)).isEmpty();
        assertThat(told).containsExactly("[a] the module one is about the same image, so this one waits for it");
    }

    @Test
    void aModuleThatHasWaitedForAFailureMakesTheImageItself() throws Exception {
        ImageDefinition image = image("a", "curl");
        ClaimedImages.Claim first = ClaimedImages.of(session).claim(List.of(image), "one", told::add);
        Future<List<String>> second = background.submit(() -> forced("two", image));
        assertThatWaits(second);

        first.close();

        assertThat(second.get(LONG, TimeUnit.SECONDS)).containsExactly("a");
    }

    @Test
    void whoWaitsCanBeInterrupted() {
        ImageDefinition image = image("a", "curl");
        try (ClaimedImages.Claim first = ClaimedImages.of(session).claim(List.of(image), "one", told::add)) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> forced("two", image))
                    .withMessage("Interrupted while another module was building the same image.");
            assertThat(Thread.interrupted()).isTrue();
            first.end(List.of());
        }
    }

    @Test
    void modulesThatWantTheSameImagesInAnotherOrderDoNotWaitForEachOther() throws Exception {
        ImageDefinition a = image("a", "curl");
        ImageDefinition b = image("b", "curl");

        for (int i = 0; i < 200; i++) {
            CompletableFuture<Void> both = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> forced("one", a, b), background),
                    CompletableFuture.runAsync(() -> forced("two", b, a), background));
            both.get(LONG, TimeUnit.SECONDS);
        }
    }

    @Test
    void anotherRecipeOfAnotherModuleIsRefused() {
        bringAbout("one", Outcome.SKIPPED, image("a", "curl"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> forced("two", image("0", ""), image("a", "wget")))
                .withMessage(
                        "The image 'a' of the module two is to be registry.example.org/app/a:1, and so is one of the"
                                + " module one, by another recipe. Give one of the two another <tag> or <repoSuffix>, or a <tag> with"
                                + " @recipe@ in it.");
        // What it had until then is free for others.
        assertThat(forced("three", image("0", ""))).containsExactly("0");
    }

    @Test
    void aModuleMayChangeARecipeOfItsOwn() {
        bringAbout("one", Outcome.BUILT, image("a", "curl"));

        assertThat(forced("one", image("a", "wget"))).containsExactly("a");
    }

    private static void assertThatWaits(Future<?> work) throws InterruptedException, ExecutionException {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> work.get(200, TimeUnit.MILLISECONDS));
    }
}
