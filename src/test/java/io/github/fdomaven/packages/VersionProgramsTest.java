package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the order of versions with the programs of the distributions, for random versions. Each program is started once for all pairs.
 * There is no apk for Debian.
 */
@Tag("engines")
class VersionProgramsTest {

    private static final int PAIRS = 2000;

    /** Reads lines "one other", and prints -1, 0 or 1 for each. */
    private static final String DPKG = """
            while read -r one other; do
              if dpkg --compare-versions "$one" lt "$other"; then echo -1
              elif dpkg --compare-versions "$one" gt "$other"; then echo 1
              else echo 0
              fi
            done
            """;

    private static final String VERCMP = "while read -r one other; do vercmp \"$one\" \"$other\"; done";

    /** Writes with io.stdout, because many calls of print make rpm 4.18 write beyond its memory. */
    private static final String RPM = """
            rpm --eval '%{lua:for line in io.lines() do
              local one, other = line:match("([^ ]+) ([^ ]+)")
              io.stdout:write(rpm.vercmp(one, other), "\\n")
            end}'
            """;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void comparesAsDpkg() throws Exception {
        assertSameOrder(
                PackageFormat.DEB, DPKG, "0", "1", "2", "10", "01", "a", "b", "rc", ".", ".", "~", "+", "-", "dfsg");
    }

    @Test
    void comparesAsRpm() throws Exception {
        assertSameOrder(
                PackageFormat.RPM, RPM, "0", "1", "2", "10", "01", "a", "b", "rc", ".", ".", "~", "^", "_", "git");
    }

    @Test
    void comparesAsPacman() throws Exception {
        assertSameOrder(
                PackageFormat.ALPM, VERCMP, "0", "1", "2", "10", "01", "a", "b", "rc", ".", ".", "-", "_", "+", "git");
    }

    private void assertSameOrder(PackageFormat format, String script, String... parts) throws Exception {
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            String one = version(parts);
            // Every third pair has the same beginning. Dpkg demands something after a hyphen.
            String other = random.nextInt(3) == 0 ? one + parts[random.nextInt(parts.length)] + "1" : version(parts);
            pairs.add(new String[] {one, other});
        }
        List<String> expected = run(script, pairs);
        assertThat(expected).as("seed %s", seed).hasSize(PAIRS);
        for (int i = 0; i < PAIRS; i++) {
            String[] pair = pairs.get(i);
            assertThat(Integer.signum(format.versionOrder().compare(pair[0], pair[1])))
                    .as("%s and %s", pair[0], pair[1])
                    .isEqualTo(Integer.signum(Integer.parseInt(expected.get(i).strip())));
        }
    }

    /** A version that begins with an epoch or a number, as dpkg demands. */
    private String version(String... parts) {
        StringBuilder version = new StringBuilder(random.nextInt(4) == 0 ? random.nextInt(3) + ":1" : "1");
        for (int length = random.nextInt(6); length > 0; length--) {
            version.append(parts[random.nextInt(parts.length)]);
        }
        version.append(random.nextInt(3));
        return version.append(random.nextInt(2) == 0 ? "-" + random.nextInt(3) : "")
                .toString();
    }

    private List<String> run(String script, List<String[]> pairs) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        StringBuilder input = new StringBuilder();
        pairs.forEach(pair -> input.append(pair[0]).append(' ').append(pair[1]).append('\n'));
        process.getOutputStream().write(input.toString().getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("seed %s", seed).isZero();
        return output.lines().filter(line -> !line.isEmpty()).toList();
    }
}
