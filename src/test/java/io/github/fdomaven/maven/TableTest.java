package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsColumns() {
        assertThat(Table.lines(List.of(
                        List.of("IMAGE", "PLAN", "REASON"),
                        List.of("base", "build", "the tag does not exist"),
                        List.of("a-long-name", "skip", ""))))
                .containsExactly(
                        "  IMAGE        PLAN   REASON",
                        "  base         build  the tag does not exist",
                        "  a-long-name  skip");
    }

    @Test
    void ignoresColorsWhenItAligns() {
        String red = new LogColors(true).paint("FAILED");

        assertThat(Table.lines(List.of(List.of("A", "B"), List.of(red, "1"), List.of("SKIPPED", "2"))))
                .containsExactly("  A        B", "  " + red + "   1", "  SKIPPED  2");
    }

    @Property(tries = 100)
    void alignsTheCellsOfAnyColumn(
            @ForAll @Size(min = 1, max = 6)
                    List<@Size(3) List<@AlphaChars @StringLength(min = 1, max = 9) String>> rows) {
        List<String> lines = Table.lines(rows);

        for (int column = 0; column < 3; column++) {
            int at = lines.get(0).indexOf(rows.get(0).get(column), column == 0 ? 0 : widths(rows, column));
            for (int row = 0; row < rows.size(); row++) {
                assertThat(lines.get(row).substring(at))
                        .startsWith(rows.get(row).get(column));
            }
        }
    }

    private static int widths(List<List<String>> rows, int columns) {
        int width = 2;
        for (int i = 0; i < columns; i++) {
            int column = i;
            width += 2
                    + rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElseThrow();
        }
        return width;
    }
}
