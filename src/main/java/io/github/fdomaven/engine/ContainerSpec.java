package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image and options of a container.
 *
 * @param reference the image's reference, for messages
 * @param platform the platform, if not the engine's own
 * @param labels labels of the container, which an image committed from it inherits; values are taken literally
 * @param network the network's name, if not the engine's default
 * @param mounts what is mounted
 */
public record ContainerSpec(
        Reference reference,
        EngineImage image,
        Optional<Platform> platform,
        Map<String, String> labels,
        Optional<String> network,
        List<Mount> mounts) {

    public ContainerSpec {
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
    }

    /**
     * Refuses an image of another platform than requested, which some engines would start.
     *
     * @throws FixableException if the platforms differ
     */
    public void requirePlatform() {
        Optional<Platform> actual = image.config().platform();
        if (platform.isPresent() && actual.isPresent() && !actual.get().runsOn(platform.get())) {
            throw new FixableException(
                    "Could not create a container from " + reference + ": the platform of the image is " + actual.get()
                            + ", not " + platform.get() + ". Use an image for " + platform.get()
                            + ", or correct <platform> (-Dfdo.distribution.platform) or <platforms>"
                            + " (-Dfdo.distribution.platforms).");
        }
    }

    /** {@return whether the image is for another platform than that of the engine's machine} */
    public boolean isForeignTo(Optional<Platform> machine) {
        return machine.isPresent()
                && image.config()
                        .platform()
                        .filter(is -> !is.runsOn(machine.get()))
                        .isPresent();
    }

    /**
     * {@return what to do if the programs of an image for another platform do not run}
     *
     * @param engine the engine, with its version
     * @param said what the engine said
     * @param cause the cause, or null
     */
    public FixableException noEmulator(String engine, Platform machine, String said, Throwable cause) {
        Platform foreign = image.config().platform().orElseThrow();
        return new FixableException(
                "Could not run programs for " + foreign + " from " + reference + ": " + engine + ", on " + machine
                        + ", says: " + said.replaceAll("\\.$", "")
                        + ". Install an emulator on the engine's machine, such as the packages qemu-user-static and"
                        + " binfmt-support of Debian, or set <engines> to an engine on " + foreign + ".",
                cause);
    }
}
