package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.eclipse.aether.SessionData;

/**
 * The images that the modules of a run bring about, so that no two of them build the same one. They are kept where Maven keeps
 * what belongs to a session; there they are values of Java's own, for another goal may have another class loader.
 */
final class ClaimedImages {

    private static final String CLAIMS = ClaimedImages.class.getName() + ".claims";

    /** By reference: whose it is and by which recipe, and in the end whether the image was made in this run. */
    private final ConcurrentMap<String, Map.Entry<List<String>, CompletableFuture<Boolean>>> claims;

    private ClaimedImages(ConcurrentMap<String, Map.Entry<List<String>, CompletableFuture<Boolean>>> claims) {
        this.claims = claims;
    }

    /** The ones of a run of Maven, whichever of its modules they are of. */
    @SuppressWarnings("unchecked") // Nobody else writes there.
    static ClaimedImages of(SessionData session) {
        session.set(CLAIMS, null, new ConcurrentHashMap<>());
        return new ClaimedImages(
                (ConcurrentMap<String, Map.Entry<List<String>, CompletableFuture<Boolean>>>) session.get(CLAIMS));
    }

    /**
     * Takes images for a module, each as soon as no other module works on it.
     *
     * @param requests what the module wants
     * @param module what it is called
     * @param waiting is told what is waited for
     * @return what it has until that is closed
     * @throws FixableException if another module has one of them by another recipe
     */
    Claim claim(List<ImageDefinition> requests, String module, Consumer<String> waiting) {
        Claim claim = new Claim(module, waiting);
        try {
            // In one order everywhere, or two modules might wait for each other.
            requests.stream()
                    .sorted(Comparator.comparing(request -> request.reference().toString()))
                    .forEach(claim::take);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
        return claim;
    }

    /** What one module has. */
    final class Claim implements AutoCloseable {

        private final String module;
        private final Consumer<String> waiting;
        private final Map<String, Map.Entry<List<String>, CompletableFuture<Boolean>>> mine = new HashMap<>();
        private final Set<Reference> made = new HashSet<>();

        private Claim(String module, Consumer<String> waiting) {
            this.module = module;
            this.waiting = waiting;
        }

        private void take(ImageDefinition request) {
            String reference = request.reference().toString();
            Map.Entry<List<String>, CompletableFuture<Boolean>> wanted =
                    Map.entry(List.of(module, request.recipe().digest().toString()), new CompletableFuture<>());
            for (var other = claims.putIfAbsent(reference, wanted);
                    other != null;
                    other = claims.putIfAbsent(reference, wanted)) {
                refuseAnother(request, other.getKey());
                if (!other.getValue().isDone()) {
                    waiting.accept("[" + request.name() + "] the module "
                            + other.getKey().get(0) + " is about the same image, so this one waits for it");
                }
                if (isMade(other.getValue())
                        && other.getKey().get(1).equals(wanted.getKey().get(1))) {
                    made.add(request.reference());
                    return;
                }
                if (claims.replace(reference, other, wanted)) {
                    break;
                }
            }
            mine.put(reference, wanted);
        }

        /** What a module has by another recipe than before, it has changed itself: that is for its staleness to tell. */
        private void refuseAnother(ImageDefinition request, List<String> other) {
            if (!other.get(0).equals(module)
                    && !other.get(1).equals(request.recipe().digest().toString())) {
                throw new FixableException("The image '" + request.name() + "' of the module " + module + " is to be "
                        + request.reference() + ", and so is one of the module " + other.get(0)
                        + ", by another recipe. Give one of the two another <tag> or <repoSuffix>, or a <tag> with @recipe@"
                        + " in it.");
            }
        }

        /** What another module has made in this run is not made once more, not even where it is forced. */
        List<ImageDefinition> requests(List<ImageDefinition> requests) {
            return requests.stream()
                    .map(request -> made.contains(request.reference()) ? request.unforced() : request)
                    .toList();
        }

        /** Says what became of the images. */
        void end(List<ImageResult> results) {
            for (ImageResult result : results) {
                var own = mine.get(result.reference().toString());
                if (own != null && result.outcome() != Outcome.FAILED) {
                    own.getValue().complete(result.outcome() != Outcome.SKIPPED);
                }
            }
        }

        /** Lets others have what has failed. */
        @Override
        public void close() {
            mine.forEach((reference, own) -> {
                if (!own.getValue().isDone()) {
                    claims.remove(reference, own);
                    own.getValue().complete(false);
                }
            });
        }
    }

    private static boolean isMade(CompletableFuture<Boolean> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while another module was building the same image.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
