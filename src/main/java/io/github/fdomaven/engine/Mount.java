package io.github.fdomaven.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A directory or volume that is mounted in a container, writable. An image committed from the container does not contain its
 * files.
 */
public sealed interface Mount {

    /** {@return the absolute path in the container} */
    String target();

    /** {@return whether engines can mount a directory of this machine: its path is absolute and has no colon} */
    static boolean isMountable(Path source) {
        return source.isAbsolute() && !source.toString().contains(":");
    }

    private static void requireTarget(String target) {
        if (!target.startsWith("/") || target.contains(":")) {
            throw new IllegalArgumentException(
                    "Invalid mount target '" + target + "': the path must be absolute and must not contain a colon.");
        }
    }

    /**
     * A directory of this machine.
     *
     * @param target the absolute path in the container
     */
    record HostDirectory(Path source, String target) implements Mount {

        /** Ample time for an engine to run a trivial program. */
        private static final Duration CHECK_LIMIT = Duration.ofMinutes(1);

        private static final String CHECK = "for path; do [ -e \"$path\" ] || [ -L \"$path\" ] || exit 1; done";

        public HostDirectory {
            requireTarget(target);
            if (!isMountable(source)) {
                throw new IllegalArgumentException(
                        "Cannot mount '" + source + "': the path must be absolute and must not contain a colon.");
            }
        }

        /**
         * Checks that the container sees this directory. If Maven itself runs in a container and uses the socket of the host's
         * engine, the engine mounts a directory of the host instead, which it creates empty if it does not exist.
         *
         * @param container a container with this mount
         * @param children names of files in the directory
         * @param user the user and group that check, as in {@code 1000:1000}, if not root
         * @return whether the container sees all of the files
         */
        public boolean isVisibleIn(Container container, List<String> children, Optional<String> user) {
            List<String> arguments = new ArrayList<>(List.of("sh", "-c", CHECK, "sh"));
            children.forEach(child -> arguments.add(target + "/" + child));
            ExecSpec check = new ExecSpec(arguments, Map.of(), Optional.empty(), Optional.of(CHECK_LIMIT), user);
            return container.run(check, line -> {}).orElse(-1) == 0;
        }
    }

    /**
     * An empty volume that is removed with the container. On Podman it contains the files that the image has at the target.
     *
     * @param target the absolute path in the container
     */
    record EmptyVolume(String target) implements Mount {

        public EmptyVolume {
            requireTarget(target);
        }
    }

    /**
     * A volume that exists independently of its containers.
     *
     * @param target the absolute path in the container
     */
    record NamedVolume(String name, String target) implements Mount {

        /** The start of the names of volumes with a package cache. */
        public static final String PREFIX = "fdo-packages-";

        public NamedVolume {
            requireTarget(target);
        }

        /**
         * {@return a volume of one run, with a unique name} If the run is killed, a later build on the engine removes the volume.
         *
         * @param target the absolute path in the container
         */
        public static NamedVolume unique(String target) {
            return new NamedVolume(PREFIX + UUID.randomUUID(), target);
        }
    }
}
