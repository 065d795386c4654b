package io.github.fdomaven.engine.buildah;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the buildah program gets the rights to mount and to change its root directory. */
enum Privileges {
    /** Root has the rights. */
    OWN,

    /**
     * Root without the rights, as in most containers, gets them in a user namespace with the same user IDs. The command {@code
     * buildah unshare} creates two namespaces in this case, and fails.
     */
    SAME_IDS,

    /** Another user gets them in a user namespace with the user IDs of {@code /etc/subuid}. */
    SUBORDINATE_IDS;

    private static final int CAP_SYS_ADMIN = 21;

    private static final int HEX = 16;

    /**
     * Creates a user namespace and a mount namespace, and runs a program in them. A process outside writes the map of the user
     * IDs as soon as the namespace exists.
     */
    private static final String SAME_IDS_SCRIPT = """
            program=$$
            map() {
                map=
                while read -r inside outside count; do map="$map$inside $inside $count
            "; done </proc/self/"$1"
                printf '%s' "$map" >/proc/"$program"/"$1"
            }
            {
                before=$(readlink /proc/self/ns/user)
                until [ "$(readlink /proc/"$program"/ns/user)" != "$before" ]; do sleep 0.02; done
                if [ -d /proc/"$program" ]; then
                    map gid_map && map uid_map || kill -KILL "$program"
                fi
            } </dev/null >/dev/null &
            export _CONTAINERS_USERNS_CONFIGURED=init _CONTAINERS_ROOTLESS_UID=0 _CONTAINERS_ROOTLESS_GID=0
            exec unshare --user --mount sh -c '
                until read -r ids </proc/self/uid_map; do sleep 0.02; done
                exec "$@"' sh "$@"
            """;

    /** Returns the way of the current user. */
    static Privileges ofThisProcess() {
        try {
            return of(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            // Not Linux. The buildah program fails, and says so.
            return OWN;
        }
    }

    /** Returns the way of a user by the status of a process, as Linux writes it. */
    static Privileges of(List<String> status) {
        boolean isRoot = value(status, "Uid:").split("\\s+")[0].equals("0");
        long capabilities = Long.parseUnsignedLong(value(status, "CapEff:"), HEX);
        if (!isRoot) {
            return SUBORDINATE_IDS;
        }
        return (capabilities >> CAP_SYS_ADMIN & 1) == 1 ? OWN : SAME_IDS;
    }

    private static String value(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(name.length()).strip())
                .orElse("0");
    }

    /** Returns the beginning of a command, which is followed by a program that runs in a mount namespace of its own. */
    List<String> prefix(BuildahPrograms programs) {
        return switch (this) {
            case OWN -> List.of(programs.unshare().toString(), "--mount");
            case SAME_IDS -> List.of(programs.shell().toString(), "-c", SAME_IDS_SCRIPT, "sh");
            case SUBORDINATE_IDS -> programs.buildah(List.of("unshare", "--"));
        };
    }
}
