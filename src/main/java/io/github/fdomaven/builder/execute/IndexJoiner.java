package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.ManifestWriter;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Parallel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts images for several platforms together in an index. Other builds may join images for other platforms under the same tag at
 * the same time. Each build pushes its images before it joins, and after it has put the index it reads all images and the index
 * again, until they agree. So the last build that puts the index has the images of all builds.
 */
record IndexJoiner(ProjectStore store, Registry registry, BuildSettings settings, BuildLog log) {

    private static final int PARALLELISM = 8;

    /** More builds than this do not join one index at the same time. */
    private static final int ROUNDS = 20;

    /** The platforms of official images. Another build may have pushed an image for one of these platforms. */
    private static final List<Platform> USUAL_PLATFORMS = Stream.of(
                    "linux/amd64",
                    "linux/arm64",
                    "linux/arm/v7",
                    "linux/arm/v6",
                    "linux/arm/v5",
                    "linux/386",
                    "linux/loong64",
                    "linux/mips64le",
                    "linux/ppc64le",
                    "linux/riscv64",
                    "linux/s390x")
            .map(Platform::parse)
            .toList();

    private static final List<String> LABELS_OF_CONTENT =
            List.of(FdoLabels.RECIPE_DIGEST, FdoLabels.BASE_DIGEST, FdoLabels.EXPIRES_AFTER);

    /** An image of the index. */
    private record Member(Platform platform, ImageManifest manifest, Map<String, String> labels) {

        Descriptor descriptor() {
            return manifest.descriptor().withPlatform(platform);
        }
    }

    /** Joins the images of an index, which are in the registry. Returns the index. */
    ImageRecord join(ImageDefinition image, Action.Join action) {
        Reference tag = image.reference();
        Optional<ImageRecord> current = store.find(tag, Optional.empty());
        refuseMoved(current, image, action);
        List<Member> members = members(image, current);
        for (int round = 0; round < ROUNDS; round++) {
            IndexManifest index = index(image, members);
            log.progress(image.name(), "join " + platforms(members) + " in " + tag);
            registry.putManifest(tag, index);
            Optional<Digest> before = current.flatMap(ImageRecord::digest);
            current = store.find(tag, Optional.empty());
            Optional<Digest> now = current.flatMap(ImageRecord::digest);
            if (now.equals(before) && !now.equals(Optional.of(index.digest()))) {
                // A cache or a replica of the registry can answer a tag with what it had before.
                return store.find(tag.repository().at(index.digest()), Optional.empty())
                        .map(found -> found.at(tag))
                        .orElseThrow(() -> new EnvironmentException("Pushed the index " + index.digest() + " to " + tag
                                + ", and there was no error, but the registry does not have the index. Run the goal"
                                + " again."));
            }
            current.ifPresent(found -> OtherRecipe.refuseAfterPush(found, image));
            members = members(image, current);
            if (current.filter(ImageRecord::isIndex).map(IndexJoiner::digests).equals(Optional.of(digests(members)))) {
                return current.get();
            }
        }
        throw new EnvironmentException("The index " + tag + " was joined " + ROUNDS
                + " times, and other builds changed it or its images each time. Run the goal again.");
    }

    /** Returns the index that the tag has, if a new one would have the same images and labels. */
    Optional<ImageRecord> unchanged(ImageDefinition image) {
        Optional<ImageRecord> current = store.find(image.reference(), Optional.empty());
        if (current.filter(ImageRecord::isIndex).isEmpty()) {
            return Optional.empty();
        }
        List<Member> members = members(image, current);
        Map<String, String> now = annotations(image, members);
        return current.filter(index -> digests(index).equals(digests(members)))
                .filter(index -> LABELS_OF_CONTENT.stream()
                        .allMatch(label -> index.label(label).equals(FdoLabels.value(now, label))));
    }

    /** Fails if another pipeline has pushed another recipe to the tag since the plan was made. */
    private static void refuseMoved(Optional<ImageRecord> current, ImageDefinition image, Action.Join action) {
        boolean isKnown = action.isNewTag() || action.replaced().isPresent();
        current.filter(now -> isKnown && !now.digest().equals(action.replaced()))
                .ifPresent(moved -> OtherRecipe.refuseBeforePush(moved, image));
    }

    private static Set<Digest> digests(List<Member> members) {
        return members.stream().map(member -> member.manifest().digest()).collect(Collectors.toSet());
    }

    private static Set<Digest> digests(ImageRecord index) {
        return index.manifest()
                .filter(IndexManifest.class::isInstance)
                .map(manifest -> ((IndexManifest) manifest)
                        .manifests().stream().map(Descriptor::digest).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private static String platforms(List<Member> members) {
        return members.stream().map(member -> member.platform().toString()).collect(Collectors.joining(", "));
    }

    /** The images of this build, and those that other builds of the same recipe have pushed for other platforms. */
    private List<Member> members(ImageDefinition image, Optional<ImageRecord> current) {
        Parallel parallel = new Parallel(PARALLELISM);
        List<Member> members = new ArrayList<>(parallel.map(image.members(), this::own));
        List<Platform> others = new ArrayList<>(USUAL_PLATFORMS);
        current.filter(ImageRecord::isIndex).ifPresent(index -> others.addAll(index.platforms()));
        List<Platform> wanted = new ArrayList<>();
        for (Platform other : others) {
            if (Stream.concat(image.platforms().stream(), wanted.stream()).noneMatch(other::isSameAs)) {
                wanted.add(other.normalized());
            }
        }
        parallel.map(wanted, platform -> other(image, platform, current))
                .forEach(found -> found.ifPresent(members::add));
        return members;
    }

    private Member own(ImageDefinition member) {
        Platform platform = member.platform().orElseThrow();
        ImageRecord found = store.find(member.reference(), member.platform())
                .orElseThrow(() -> new FixableException("The index needs the image " + member.reference()
                        + ", which no longer exists. Run the goal again, and keep the images of an index as long as the"
                        + " index."));
        Optional<Platform> actual = found.content().config().platform();
        if (actual.filter(is -> !is.runsOn(platform)).isPresent()) {
            throw new FixableException(member.reference() + " is an image for " + actual.get() + ", not for " + platform
                    + ". Another build pushed it: give one of the two images another <tag>.");
        }
        if (FdoLabels.value(found.labels(), FdoLabels.RECIPE_DIGEST).isPresent()) {
            OtherRecipe.refuseAfterPush(found, member);
        }
        return member(platform, found);
    }

    private Member member(Platform platform, ImageRecord found) {
        Manifest manifest = found.manifest().orElseThrow();
        ImageManifest image = manifest instanceof IndexManifest index
                ? registry.image(found.reference(), index, Optional.of(platform))
                : (ImageManifest) manifest;
        return new Member(platform.normalized(), image, found.content().config().labels());
    }

    /** The image that another build has pushed for a platform, with a tag of its own or in the index, if it has the same recipe. */
    private Optional<Member> other(ImageDefinition image, Platform platform, Optional<ImageRecord> current) {
        Reference tag = ImageDefinition.memberReference(image.reference(), platform);
        return store.find(tag, Optional.of(platform))
                .filter(found -> !found.isUnreadable() && isFor(found, platform))
                .or(() -> inIndex(current, platform))
                .filter(found ->
                        image.recipe().isRecordedIn(found.content().config().labels()))
                .map(found -> member(platform, found));
    }

    /** The image of the index, unless it was deleted. Its tag can have another index meanwhile. */
    private Optional<ImageRecord> inIndex(Optional<ImageRecord> current, Platform platform) {
        return current.stream()
                .flatMap(index -> index.platformImages().entrySet().stream())
                .filter(entry -> entry.getKey().isSameAs(platform))
                .findFirst()
                .flatMap(entry -> store.find(entry.getValue(), Optional.of(platform)))
                .filter(found -> !found.isUnreadable());
    }

    private static boolean isFor(ImageRecord found, Platform platform) {
        return found.platforms().stream().anyMatch(platform::isSameAs);
    }

    private IndexManifest index(ImageDefinition image, List<Member> members) {
        boolean isDocker = members.stream()
                .allMatch(member -> member.manifest().mediaType().equals(MediaTypes.DOCKER_MANIFEST));
        return new ManifestWriter()
                .withAnnotations(annotations(image, members))
                .index(
                        isDocker ? MediaTypes.DOCKER_MANIFEST_LIST : MediaTypes.OCI_INDEX,
                        members.stream().map(Member::descriptor).toList());
    }

    /** The labels that all images have, and the labels of this build. */
    private Map<String, String> annotations(ImageDefinition image, List<Member> members) {
        Map<String, String> labels = new TreeMap<>(members.get(0).labels());
        members.forEach(member -> labels.entrySet().retainAll(member.labels().entrySet()));
        labels.values().removeIf(String::isEmpty);
        Optional<Reference> commonBase = FdoLabels.valid(labels, FdoLabels.BASE_IMAGE, Reference::parse);
        Optional<Digest> commonDigest = FdoLabels.valid(labels, FdoLabels.BASE_DIGEST, Digest::parse);
        labels.keySet().removeIf(name -> name.startsWith(FdoLabels.PREFIX));
        Reference base =
                image.parent().isPresent() ? image.baseReference() : commonBase.orElseGet(image::baseReference);
        Optional<Digest> digest = image.parent().isPresent()
                ? store.identity(base)
                : commonDigest.filter(found -> commonBase.isPresent());
        Optional<String> commit = ExecInput.projectFiles(image, log).commit().or(settings.ci()::commit);
        labels.putAll(ImageLabels.of(image, base, Map.of(), settings.ci(), commit, Instant.now()));
        labels.putAll(ImageLabels.ofBase(image, digest, !store.isInEngine(base)));
        return labels;
    }
}
