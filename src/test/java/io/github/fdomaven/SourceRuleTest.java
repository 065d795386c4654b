package io.github.fdomaven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that each rule for sources finds its violation, and accepts sources without one. */
class SourceRuleTest {

    private static final String COMMENT = "/** Something. */\n";

    @TempDir
    private Path directory;

    @Test
    void acceptsGoodSources() throws IOException {
        write("p/package-info.java", COMMENT + "package p;\n");
        write("p/Good.java", COMMENT + "@Deprecated\npublic class Good {\n" + method(38) + "}\n");

        for (SourceRule rule : SourceRule.values()) {
            assertThat(rule.violations(directory)).as(rule.name()).isEmpty();
        }
    }

    @Test
    void findsRepeatedName() throws IOException {
        write("p/Same.java", "");
        write("q/Same.java", "");

        assertThat(SourceRule.SIMPLE_NAMES_ARE_UNIQUE.violations(directory))
                .containsExactly("[p/Same.java, q/Same.java]");
    }

    @Test
    void findsLongClass() throws IOException {
        write("p/Long.java", "\n".repeat(301));

        assertThat(SourceRule.CLASSES_HAVE_AT_MOST_300_LINES.violations(directory))
                .containsExactly("p/Long.java has 301 lines");
    }

    @Test
    void doesNotCountConstantsOfEnum() throws IOException {
        write("p/List.java", "\n".repeat(10) + "public enum List {\n" + "    A(1),\n".repeat(300) + "    Z(2);\n}\n");
        write("p/Long.java", "public enum Long {\n    A(1),\n    Z(2);\n" + "\n".repeat(300) + "}\n");

        assertThat(SourceRule.CLASSES_HAVE_AT_MOST_300_LINES.violations(directory))
                .containsExactly("p/Long.java has 304 lines");
    }

    @Test
    void findsLongMethod() throws IOException {
        write("p/Methods.java", "class Methods {\n" + method(10) + method(39) + "}\n");

        assertThat(SourceRule.METHODS_HAVE_AT_MOST_40_LINES.violations(directory))
                .containsExactly("p/Methods.java:16 has a method or block of 41 lines");
    }

    @Test
    void findsLongMethodWithParametersOnLinesOfTheirOwn() throws IOException {
        String header = "    int method(\n            int a,\n            int b)\n            throws Exception {\n";
        write("p/Methods.java", "class Methods {\n" + header + "        work();\n".repeat(36) + "    }\n}\n");

        assertThat(SourceRule.METHODS_HAVE_AT_MOST_40_LINES.violations(directory))
                .containsExactly("p/Methods.java:2 has a method or block of 41 lines");
    }

    @Test
    void findsPackageWithoutComment() throws IOException {
        write("p/package-info.java", "package p;\n");
        write("p/Any.java", "");

        assertThat(SourceRule.PACKAGES_ARE_DOCUMENTED.violations(directory))
                .containsExactly("p has no package-info.java with a comment");
    }

    @Test
    void findsPublicTypeWithoutComment() throws IOException {
        write("p/Open.java", "package p;\n\npublic record Open() {}\n");
        write("p/Hidden.java", "package p;\n\nrecord Hidden() {}\n");

        assertThat(SourceRule.PUBLIC_TYPES_ARE_DOCUMENTED.violations(directory))
                .containsExactly("p/Open.java has a public type without a comment");
    }

    @Test
    void findsMark() throws IOException {
        write("p/Open.java", "// TO" + "DO: later\n");

        assertThat(SourceRule.NOTHING_IS_MARKED_AS_TODO.violations(directory)).containsExactly("p/Open.java");
    }

    private static String method(int statements) {
        return "\n    void method() {\n" + "        work();\n".repeat(statements) + "    }\n";
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
