package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesTest {

    @Test
    void separatesNamesByAnyWhiteSpace() {
        assertThat(Packages.parse(" curl\twget\n   git\r\n").names()).containsExactly("curl", "wget", "git");
    }

    @Test
    void isEmptyForWhiteSpaceOnly() {
        assertThat(Packages.parse(" \n ")).isEqualTo(Packages.NONE);
        assertThat(Packages.parse("")).isEqualTo(Packages.NONE);
    }

    @Test
    void keepsTheOrderAndRemovesDuplicates() {
        assertThat(Packages.parse("wget curl wget").names()).containsExactly("wget", "curl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl",
                "g++",
                "gtk+3.0-dev",
                "libstdc++6:i386",
                "vim=2:9.0.1378-2",
                "linux~6",
                "@development-tools",
                "@^minimal-environment",
                "python3-*",
                "libfoo.so.1()(64bit)",
                "/usr/bin/pkg-config",
                "kernel-devel-?",
                "./local.rpm",
                "nodejs>18",
                "nodejs<=18",
                "busybox@edge",
                "rust1.70_x",
                "7zip"
            })
    void acceptsTheNamesOfPackageManagers(String name) {
        assertThat(Packages.parse(name).names()).containsExactly(name);
    }

    @Test
    void refusesAPackageNameWithAShellOperator() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse("wget curl; touch /pwned"))
                .withMessage("'curl;' is not the name of a package. A name has letters, digits and any of"
                        + " . + - _ : ~ = @ / * ? ( ) < > , ^ and starts with a letter, a digit, @, / or a dot. Separate"
                        + " names by white space.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-y", "--setopt=gpgcheck=0", "-oAPT::Update::Pre-Invoke::=touch", "+x", "=1"})
    void refusesOptions(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse("curl " + word))
                .withMessageStartingWith("'" + word + "' is not the name of a package");
    }

    @Property
    void acceptsEveryValidName(@ForAll("names") List<String> names) {
        assertThat(Packages.parse(String.join(" ", names)).names())
                .containsExactlyElementsOf(names.stream().distinct().toList());
    }

    @Property
    void refusesEveryNameThatAShellCouldInterpret(
            @ForAll("names") List<String> names, @ForAll("name") String name, @ForAll("shellCharacter") char bad) {
        for (int i = 0; i <= name.length(); i++) {
            String word = name.substring(0, i) + bad + name.substring(i);
            String text = String.join(" ", names) + " " + word + " " + name;

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Packages.parse(text))
                    .withMessageStartingWith("'" + word + "' is not the name of a package. ");
        }
    }

    @Property
    void sortsAndIgnoresDuplicates(@ForAll("names") List<String> names, @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(names);
        shuffled.addAll(names);
        Collections.shuffle(shuffled, random);

        assertThat(List.copyOf(new Packages(shuffled).sorted()))
                .isEqualTo(List.copyOf(new Packages(names).sorted()))
                .isSorted();
    }

    @Provide
    Arbitrary<Character> shellCharacter() {
        return Arbitraries.chars()
                .with(";&|$`'\"\\!#%{}[]".toCharArray())
                .with('\0', '\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u00a0', '\ufffd');
    }

    @Provide
    Arbitrary<String> name() {
        Arbitrary<Character> first = Arbitraries.chars().alpha().numeric().with("@/.".toCharArray());
        Arbitrary<String> rest = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("@/.+_:~=*?()<>,^-")
                .ofMaxLength(12);
        return first.flatMap(start -> rest.map(end -> start + end));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return name().list().ofMinSize(1).ofMaxSize(6);
    }
}
