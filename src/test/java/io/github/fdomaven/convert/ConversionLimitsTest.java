package io.github.fdomaven.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small files that would fill the memory or take forever without a limit. */
@Timeout(60)
class ConversionLimitsTest extends ConversionTestCase {

    private void assertRefused(String text, String... parts) {
        assertThatThrownBy(() -> convert(text))
                .isInstanceOf(FixableException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(parts));
    }

    /** Each level has the level before ten times. */
    private static String laughs(String leaf, String more) {
        StringBuilder text = new StringBuilder("l0: &l0 " + leaf + "\n");
        for (int i = 1; i <= 30; i++) {
            String before = "*l" + (i - 1);
            text.append("l")
                    .append(i)
                    .append(": &l")
                    .append(i)
                    .append(" ")
                    .append(more.replace("@", before))
                    .append("\n");
        }
        return text.toString();
    }

    @Test
    void readsNestedAliasesWithoutCopies() throws IOException {
        String text = laughs("[lol]", "[@, @, @, @, @, @, @, @, @, @]") + IMAGE;

        assertThat(convert(text).configuration()).contains("<tag>1</tag>");
    }

    @Test
    void refusesNestedAliasesWhoseCopiesAreNeeded() {
        String lists = laughs("[lol]", "[@, @, @, @, @, @, @, @, @, @]");
        String maps = laughs("{x: y}", "{a: @, b: @, c: @}");
        String variables = "variables:\n  V0: lol\n";
        for (int i = 1; i <= 30; i++) {
            variables += "  V" + i + ": $V" + (i - 1) + "$V" + (i - 1) + "\n";
        }

        assertRefused(lists + "job:\n  extends: *l30\n", "has more than 100000 items");
        assertRefused(
                maps
                        + ".a: {k: *l30}\n.b: {k: {a: {a: &z {a: 1}, b: *z}, <<: *l30}}\njob: {extends: [.a, .b], k: *l29}\n"
                        + "other: {extends: [.b, .a]}\n",
                "fields. Nothing was converted.");
        assertRefused(variables + IMAGE.replace("'1'", "$V30"), "more than 262144 characters. Nothing was converted.");
    }

    @Test
    void refusesManyMergedCopies() {
        StringBuilder text = new StringBuilder("l: &l\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  k").append(i).append(": v\n");
        }
        text.append("m:\n").append("  - {<<: *l}\n".repeat(10_000));

        assertRefused(text.toString(), ".gitlab-ci.yml:10013: '<<' adds more than 100000 fields in this file.");
    }

    @Test
    void refusesManyJobsThatShareManyVariables() {
        StringBuilder text = new StringBuilder(IMAGE).append(".v: &v\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  V").append(i).append(": v\n");
        }
        for (int i = 0; i < 10_000; i++) {
            text.append("j").append(i).append(": {extends: .fdo.container-build@debian, variables: *v}\n");
        }

        assertRefused(text.toString(), "the jobs have more than 200000 variables. Nothing was converted.");
    }

    @Test
    void convertsJobWithManyVariables() throws IOException {
        StringBuilder text = new StringBuilder(IMAGE);
        for (int i = 0; i < 100_000; i++) {
            text.append("    X").append(i).append(": v\n");
        }

        assertThat(convert(text.toString()).configuration()).contains("<tag>1</tag>");
    }

    @Test
    void convertsAMatrixWithManyKeys() throws IOException {
        StringBuilder text = new StringBuilder(IMAGE).append("  parallel:\n    matrix:\n      - Z: [a, b]\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("        X").append(i).append(": v\n");
        }

        assertThat(convert(text.toString()).configuration()).contains("<tag>1</tag>");
    }

    @Test
    void refusesManyImages() {
        StringBuilder text = new StringBuilder(IMAGE);
        for (int i = 0; i < 1000; i++) {
            text.append("j")
                    .append(i)
                    .append(": {extends: .fdo.container-build@debian, variables: {FDO_DISTRIBUTION_VERSION: bookworm,")
                    .append(" FDO_DISTRIBUTION_TAG: t")
                    .append(i)
                    .append("}}\n");
        }

        assertRefused(text.toString(), "the jobs build more than 1000 images. Nothing was converted. Convert a part");
    }

    @Test
    void leavesOutManyNotes() throws IOException {
        StringBuilder text = new StringBuilder(IMAGE).append("d:\n");
        for (int i = 0; i < 2000; i++) {
            text.append("  k: v\n");
        }

        assertThat(convert(text.toString()).notes())
                .hasSize(1001)
                .last()
                .extracting(Note::text)
                .asString()
                .startsWith("There are more than 1000 notes, and the others were left out.");
    }

    @Test
    void findsTheCommandAfterManyOptions() throws IOException {
        String script = "  script: ['ci-fairy" + " -a".repeat(600_000) + " delete-image']\n";

        assertThat(convert(IMAGE + "clean:\n" + script).notes())
                .extracting(Note::text)
                .contains("The job 'clean' runs ci-fairy delete-image. Run fdo:delete-images instead.");
    }

    @Test
    void refusesDevice() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve(".gitlab-ci.yml"), Path.of("/dev/zero"));

        assertThatThrownBy(() -> CiConverter.convert(link, directory))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not read " + link + ": it is not a regular file.");
        Files.delete(link);
    }

    @Test
    void refusesChains() {
        StringBuilder jobs = new StringBuilder("job: {extends: .p0}\n");
        StringBuilder variables = new StringBuilder("variables:\n");
        for (int i = 0; i < 20_000; i++) {
            jobs.append(".p").append(i).append(": {extends: .p").append(i + 1).append("}\n");
            variables.append("  V").append(i).append(": $V").append(i + 1).append("\n");
        }

        assertRefused(jobs.toString(), "more than 100 jobs extend each other in a chain");
        assertRefused(variables + IMAGE.replace("'1'", "$V0"), "more than 100 variables contain each other in a chain");
    }
}
