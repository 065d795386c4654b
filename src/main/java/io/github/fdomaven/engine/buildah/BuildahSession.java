package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one connection to the buildah program creates: containers, images in progress, volumes and temporary files. Their names have
 * the unique name of the session. A process of its own, the keeper, removes them when this process ends, even if it is killed. The
 * keeper holds a lock meanwhile. If the keeper is killed too, as with the container of a CI job, the keeper of the next session
 * finds the lock free and removes them. Only one session begins at a time, because a new lock is free for a moment.
 */
final class BuildahSession implements AutoCloseable {

    /** The repository of images in progress, the same as in other engines. */
    static final String REPOSITORY = "localhost/fdo-in-progress";

    private static final String CONTAINER = "fdo-container-";

    /** A program of a container that is being killed may use the container for a moment. */
    private static final String KEEPER = """
            session=$1 temporary=$2
            shift 2
            clean() {
                name=$1
                shift
                for attempt in 1 2 3 4 5 6 7 8 9 10; do
                    left=
                    for container in $("$@" containers --format '{{.ContainerName}}'); do
                        case $container in
                            fdo-container-"$name"-*) "$@" rm "$container" || left=yes ;;
                        esac
                    done
                    if [ -z "$left" ]; then break; fi
                    sleep 1
                done
                for image in $("$@" images --format '{{.Name}}:{{.Tag}}'); do
                    case $image in
                        localhost/fdo-in-progress:"$name"-*) "$@" rmi "$image" ;;
                    esac
                done
                for mark in "$state/$name"/replaced/*; do
                    if [ -e "$mark" ]; then "$@" rmi "localhost/fdo-in-progress:replaced-${mark##*/}"; fi
                done
                rm -rf "${state:?}/${name:?}"
            }
            mount --rbind "$temporary" "$temporary" && umount --lazy "$temporary" || exit 1
            storage=$("$@" info --format '{{.store.GraphRoot}}') && [ -n "$storage" ] || exit 1
            echo "version=$("$@" version | sed -n 's/^Version: *//p')"
            if unshare --pid --fork --kill-child --mount-proc true 2>/dev/null; then echo proc=own; fi
            state=$storage/fdo-maven-plugin
            mkdir -p "$state/$session/temporary" "$state/$session/volumes" "$state/$session/replaced" || exit 1
            exec 7<"$state" && flock 7 || exit 1
            exec 9>"$state/$session.lock" && flock 9 || exit 1
            for lock in "$state"/*.lock; do
                other=${lock##*/}
                other=${other%.lock}
                if [ "$other" = "$session" ]; then continue; fi
                if flock --nonblock 8; then
                    clean "$other" "$@" >/dev/null 2>&1 </dev/null 7<&- 9>&-
                    rm -f "$lock"
                fi 8<"$lock"
            done
            exec 7<&-
            env | grep '^_CONTAINERS_'
            echo "state=$state"
            echo "keeper=$$"
            exec >/dev/null 2>&1
            while read -r line; do :; done
            clean "$session" "$@" </dev/null
            rm -f "$state/$session.lock"
            """;

    private static final String ADVICE =
            ". The runner must allow user namespaces, and mounts in them, as security_opt = [\"seccomp=unconfined\"] does:"
                    + " see the page 'What the runner needs'";

    private static final String KEEPER_ID = "keeper";

    /** A line of the keeper, as the value of a variable. */
    private static final Pattern ANSWER = Pattern.compile("(version|proc|state|keeper|_CONTAINERS_[A-Z_]+)=(.*)");

    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final String name = UUID.randomUUID().toString();
    private final Process keeper;
    private final Map<String, String> answers = new HashMap<>();
    private final AtomicInteger containers = new AtomicInteger();

    private BuildahSession(BuildahPrograms programs, Privileges privileges) throws IOException {
        List<String> command = new ArrayList<>(privileges.prefix(programs));
        command.addAll(
                List.of(programs.shell().toString(), "-c", KEEPER, "sh", name, System.getProperty("java.io.tmpdir")));
        command.addAll(programs.buildah(List.of()));
        keeper = new ProcessBuilder(programs.path().detached(command))
                .redirectErrorStream(true)
                .start();
    }

    /**
     * Begins a session: checks that the buildah program works, and removes what sessions that were killed have left.
     *
     * @throws NoAnswerException if the program does not work, with its reason
     */
    static BuildahSession begin(BuildahPrograms programs, Privileges privileges) throws NoAnswerException {
        try {
            BuildahSession session = new BuildahSession(programs, privileges);
            session.awaitReady();
            return session;
        } catch (IOException e) {
            throw new NoAnswerException("buildah cannot be started: " + FileProblem.of(e));
        }
    }

    private void awaitReady() throws IOException, NoAnswerException {
        // Not closed: that would end the keeper at its next output.
        BufferedReader output = keeper.inputReader();
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher answer = ANSWER.matcher(line);
            if (answer.matches()) {
                answers.put(answer.group(1), answer.group(2));
            } else {
                lines.add(line);
            }
            if (answers.containsKey(KEEPER_ID)) {
                return;
            }
        }
        String reason = Buildah.message(lines, keeper.onExit().join().exitValue());
        throw new NoAnswerException("buildah cannot work here: " + reason + (isDenied(reason) ? ADVICE : ""));
    }

    private static boolean isDenied(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("not permitted") || lower.contains("permission denied");
    }

    /** Returns the version of the program. */
    String version() {
        return answers.getOrDefault("version", "");
    }

    /** Returns the namespaces for all programs of this session. */
    Namespaces namespaces(BuildahPrograms programs, Privileges privileges) {
        Map<String, String> environment = new HashMap<>(answers);
        environment.keySet().removeIf(variable -> !variable.startsWith("_CONTAINERS_"));
        return new Namespaces(programs, privileges, answers.get(KEEPER_ID), answers.containsKey("proc"), environment);
    }

    /** Returns a unique number for a container. */
    int nextNumber() {
        return containers.incrementAndGet();
    }

    String container(int number) {
        return CONTAINER + name + "-" + number;
    }

    /** Returns the tag of the image that is committed from a container. */
    String tag(int number) {
        return REPOSITORY + ":" + name + "-" + number;
    }

    /** Returns the directory for temporary files. */
    Path temporary() {
        return directory().resolve("temporary");
    }

    /** Returns the directory of the empty volumes. */
    Path volumes() {
        return directory().resolve("volumes");
    }

    /** Returns the file that says that this session has marked an image as replaced. */
    Path mark(String imageHex) {
        return directory().resolve("replaced").resolve(imageHex);
    }

    private Path directory() {
        return state().resolve(name);
    }

    private Path state() {
        return Path.of(answers.get("state"));
    }

    /** Lets the keeper remove what is left, and waits for it. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EnvironmentException("buildah did not remove the temporary files in " + directory()
                        + " within " + END_LIMIT.toSeconds() + " s. The next build removes them.");
            }
        } catch (IOException e) {
            throw new EnvironmentException("Could not end the use of buildah: " + FileProblem.of(e) + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
