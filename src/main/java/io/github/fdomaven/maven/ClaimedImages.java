package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Lazy;
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
import java.util.function.Supplier;
import org.eclipse.aether.SessionData;

/**
 * The images that the goals of a run of Maven work on. It prevents two modules from building the same image. Maven's session
 * keeps the claims as values of Java's own types, because another goal may have another class loader.
 */
final class ClaimedImages {

    private static final String WORK = ClaimedImages.class.getName() + ".work";
    private static final String OWNERS = ClaimedImages.class.getName() + ".owners";

    /** The work on each image, by its reference. The result is whether the image was made. */
    private final ConcurrentMap<String, CompletableFuture<Boolean>> work;

    /** The module that does the work, and its recipe. The recipe is needed only if another goal works on the same image. */
    private final ConcurrentMap<CompletableFuture<Boolean>, Map.Entry<String, Supplier<String>>> owners;

    private ClaimedImages(
            ConcurrentMap<String, CompletableFuture<Boolean>> work,
            ConcurrentMap<CompletableFuture<Boolean>, Map.Entry<String, Supplier<String>>> owners) {
        this.work = work;
        this.owners = owners;
    }

    /** The claims of all modules of a run of Maven. */
    static ClaimedImages of(SessionData session) {
        return new ClaimedImages(shared(session, WORK), shared(session, OWNERS));
    }

    @SuppressWarnings("unchecked") // No other code uses these keys.
    private static <K, V> ConcurrentMap<K, V> shared(SessionData session, String key) {
        session.set(key, null, new ConcurrentHashMap<>());
        return (ConcurrentMap<K, V>) session.get(key);
    }

    /**
     * Claims the images that a goal builds. Waits for each image that another goal works on, with a message.
     *
     * @throws FixableException if another module has one of the images with another recipe
     */
    Claim claim(List<ImageDefinition> images, Consumer<String> waiting) {
        Claim claim = new Claim(waiting);
        try {
            // The same order in all goals, or two goals could wait for each other.
            images.stream()
                    .sorted(Comparator.comparing(image -> image.reference().toString()))
                    .forEach(claim::take);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
        return claim;
    }

    /** The images that one goal works on. */
    final class Claim implements AutoCloseable {

        private final Consumer<String> waiting;
        private final Map<String, CompletableFuture<Boolean>> own = new HashMap<>();
        private final Set<Reference> made = new HashSet<>();

        private Claim(Consumer<String> waiting) {
            this.waiting = waiting;
        }

        @SuppressWarnings("CollectionUndefinedEquality") // The work is its own key.
        private void take(ImageDefinition image) {
            String reference = image.reference().toString();
            Map.Entry<String, Supplier<String>> owner =
                    Map.entry(image.module().name(), new Lazy<>(() -> recipe(image)));
            CompletableFuture<Boolean> wanted = new CompletableFuture<>();
            owners.put(wanted, owner);
            for (var other = work.putIfAbsent(reference, wanted);
                    other != null;
                    other = work.putIfAbsent(reference, wanted)) {
                Map.Entry<String, Supplier<String>> otherOwner = owners.get(other);
                refuseDifferent(image, otherOwner, owner);
                if (!other.isDone()) {
                    waiting.accept("[" + image.name() + "] waits for the module " + otherOwner.getKey()
                            + ", which builds the same image");
                }
                if (isMade(other) && isSameRecipe(otherOwner, owner)) {
                    made.add(image.reference());
                    return;
                }
                if (work.replace(reference, other, wanted)) {
                    break;
                }
            }
            own.put(reference, wanted);
        }

        /** The recipe and the platforms, in a text that can be compared. */
        private static String recipe(ImageDefinition image) {
            return image.recipe().digest()
                    + image.platform().map(platform -> " for " + platform).orElse("")
                    + (image.isIndex() ? " for " + image.platforms() : "");
        }

        /** A module may change its own recipe during the run of Maven. Then its image is stale, and not refused. */
        private static void refuseDifferent(
                ImageDefinition image,
                Map.Entry<String, Supplier<String>> other,
                Map.Entry<String, Supplier<String>> wanted) {
            if (!other.getKey().equals(wanted.getKey()) && !isSameRecipe(other, wanted)) {
                throw new FixableException("The image '" + image.name() + "' of the module " + wanted.getKey()
                        + " and an image of the module " + other.getKey() + " have the same reference "
                        + image.reference() + ", but different recipes."
                        + " Give one of them another <tag> or <repoSuffix>, or a <tag> with @recipe@.");
            }
        }

        private static boolean isSameRecipe(
                Map.Entry<String, Supplier<String>> one, Map.Entry<String, Supplier<String>> other) {
            return one.getValue().get().equals(other.getValue().get());
        }

        /** The images. A rebuild is no longer forced for images that another goal has made in this run of Maven. */
        List<ImageDefinition> unforced(List<ImageDefinition> images) {
            return images.stream()
                    .map(image -> made.contains(image.reference()) ? image.unforced() : image)
                    .toList();
        }

        void end(List<ImageResult> results) {
            for (ImageResult result : results) {
                CompletableFuture<Boolean> ended = own.get(result.reference().toString());
                if (ended != null && !result.isFailed()) {
                    ended.complete(result.outcome() != Outcome.SKIPPED || result.isKept());
                }
            }
        }

        /** Releases images that failed. */
        @Override
        public void close() {
            own.forEach((reference, failed) -> {
                if (!failed.isDone()) {
                    work.remove(reference, failed);
                    failed.complete(false);
                }
            });
        }
    }

    private static boolean isMade(CompletableFuture<Boolean> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while another module was building the same image.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
