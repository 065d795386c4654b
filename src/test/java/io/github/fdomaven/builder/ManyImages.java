package io.github.fdomaven.builder;

import io.github.fdomaven.builder.ImageService.ProjectImages;
import io.github.fdomaven.ci.Provenance;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many images, brought about on fakes. A wait that takes long is one that would never end. */
final class ManyImages implements AutoCloseable {

    static final Digest BASE_DIGEST = Digest.parse("sha256:" + "0123456789abcdef".repeat(4));

    private static final int LONG = 10;

    private final RecordingLog log;
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeEngine engine = new FakeEngine(registry);
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private int parallelism = 4;
    private boolean failFast;

    ManyImages() {
        this(new RecordingLog());
    }

    ManyImages(RecordingLog log) {
        this.log = log;
        engine.with(ImageDefinitionBuilder.BASE, FakeEngine.image("sha256:ba5e", BASE_DIGEST));
    }

    /** An image that installs a package of its name, by which its steps can be told from those of others. */
    static ImageDefinitionBuilder named(String name) {
        return new ImageDefinitionBuilder().name(name).reference(tag(name)).packages(name);
    }

    /** One that is FROM another. */
    static ImageDefinitionBuilder child(String name, String parent) {
        return named(name).parent(parent).base(tag(parent));
    }

    static String tag(String name) {
        return "registry.example.org/app/" + name + ":1";
    }

    /** The step that installs what the image installs. */
    static String install(String name) {
        return "run apt-get -y install " + name;
    }

    ManyImages parallelism(int atOnce) {
        parallelism = atOnce;
        return this;
    }

    ManyImages failFast() {
        failFast = true;
        return this;
    }

    FakeEngine engine() {
        return engine;
    }

    FakeRegistry registry() {
        return registry;
    }

    RecordingLog log() {
        return log;
    }

    ImageService service(ProjectImages images) {
        BuildSettings settings = new BuildSettings(
                new Provenance(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                module -> new BuildSettings.OfModule(true, Optional.empty(), Optional.empty()),
                image -> Map.of(),
                parallelism,
                failFast);
        return new ImageService(images, registry, engine.provider(), settings, log, pause -> {});
    }

    ImageResults bringAbout(ImageDefinitionBuilder... requests) {
        return bringAbout(
                service(new ProjectImages(
                        ImageDefinitionBuilder.PROJECT, Optional.of("registry.example.org"), false, true)),
                requests);
    }

    ImageResults bringAboutLocally(ImageDefinitionBuilder... requests) {
        return bringAbout(
                service(new ProjectImages(Repository.parse("localhost/app"), Optional.empty(), true, false)), requests);
    }

    ImageResults bringAboutWithoutPush(ImageDefinitionBuilder... requests) {
        return bringAbout(
                service(new ProjectImages(
                        ImageDefinitionBuilder.PROJECT, Optional.of("registry.example.org"), false, false)),
                requests);
    }

    private static ImageResults bringAbout(ImageService service, ImageDefinitionBuilder... requests) {
        return service.bringAbout(service.plan(
                List.of(requests).stream().map(ImageDefinitionBuilder::build).toList()));
    }

    /** Goes on while the images are brought about. */
    Future<ImageResults> begin(ImageDefinitionBuilder... requests) {
        return background.submit(() -> bringAbout(requests));
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONG, TimeUnit.SECONDS)) {
                throw new AssertionError("This would never happen.");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static ImageResults await(Future<ImageResults> future) throws Exception {
        return future.get(LONG, TimeUnit.SECONDS);
    }

    /** The labels that an image has in the registry. */
    Map<String, String> labels(ImageResults results, String name) {
        return result(results, name).labels();
    }

    static ImageResult result(ImageResults results, String name) {
        return results.results().stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> outcomes(ImageResults results) {
        return results.results().stream()
                .map(result -> result.name() + " " + result.outcome())
                .toList();
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
