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
import org.junit.jupiter.params.provider.CsvSource;
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
                "7zip",
                "python3dist(requests[socks])",
                "!busybox",
                "^libfoo.*$",
                "^lib(a|b)\\.so$",
                "gnome-desktop^",
                "vim-",
                "vim+",
                "curl=7.*",
                "curl/testing",
                "libc6:armhf",
                "~ncurl",
                "*/curl",
                "[ab]*-devel",
                "+curl",
                "npm(@scope/name)",
                "https://example.org/a%20b.rpm?x=1",
                "https://example.org/pool/a@1.rpm"
            })
    void acceptsTheNamesOfPackageManagers(String name) {
        assertThat(Packages.parse(name).names()).containsExactly(name);
        assertThat(Packages.parse("'" + name + "' \"" + name + "\"").names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'git' \"curl\"", "git 'curl'", "\n  \"git\"\r\n  'curl'\n", "git '' curl \" \""})
    void removesTheQuotesAroundAName(String text) {
        assertThat(Packages.parse(text).names()).containsExactly("git", "curl");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'nodejs >= 18' git, nodejs >= 18",
                "\"pkgconfig(x)  <\t2\" git, pkgconfig(x) < 2",
                "'(git or mercurial)' git, (git or mercurial)"
            })
    void keepsTheWhiteSpaceOfACapabilityInQuotes(String text, String capability) {
        assertThat(Packages.parse(text).names()).containsExactly(capability, "git");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'git curl, 'git",
                "git curl', curl'",
                "\"git curl', \"git",
                "git \"curl wget\", curl wget",
                "li'bc', li'bc'",
                "'git'curl, 'git'curl"
            })
    void refusesQuotesThatAreNotAroundOneName(String text, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse(text))
                .withMessage("'" + name + "' is not the name of a package: quotes belong around a single name, at both"
                        + " ends. Quote each name, or none.");
    }

    @Test
    void refusesAPackageNameWithAShellOperator() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse("wget curl; touch /pwned"))
                .withMessage(
                        "'curl;' is not the name of a package. A name starts with a letter, a digit or one of @ / ."
                                + " * ? ( [ ! ^ ~ + _ and has none of ; & # ` { }. Separate names by white space.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bob:pass1234word@example.org/a.rpm",
                "'https://pass1234word@example.org/a.rpm'",
                "https://bob:pass1234word;@example.org/a.rpm"
            })
    void refusesAnAddressWithAPasswordAndDoesNotShowIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse(text))
                .withMessageStartingWith("'https://***@example.org/a.rpm' is an address with a user or a password")
                .withMessageNotContaining("pass1234word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "|", "&&", "#", "gcc-{11,12}", "!", "*"})
    void refusesAWordThatIsNotAName(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse("curl " + word))
                .withMessageStartingWith("'" + word + "' is not the name of a package. A name starts ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "wget\\", "$NAME", "gcc-$VERSION", "${NAME}", "$(id)", "a$(id)"})
    void saysThatNoShellReadsNames(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse("curl " + word))
                .withMessageStartingWith("'" + word + "' is not the name of a package. No shell reads the names: ");
    }

    /** Such characters come from web pages. Many of them are invisible or look like ASCII. */
    @ParameterizedTest
    @CsvSource({
        "é, U+00E9",
        "git\u00a0curl, U+00A0",
        "git\u200b, U+200B",
        "\u201cgit\u201d, U+201C",
        "\ud83d\ude00, U+1F600"
    })
    void namesACharacterOutsideAscii(String word, String character) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packages.parse("curl " + word))
                .withMessageStartingWith(
                        "'" + word + "' is not the name of a package: it has the character " + character);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Development Tools",
                "@C Development Tools and Libraries",
                "@^Server with GUI",
                "@KDE (K Desktop)"
            })
    void acceptsTheTitleOfAGroupInQuotes(String title) {
        assertThat(Packages.parse("git '" + title + "'").names()).containsExactly("git", title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-y", "--", "--setopt=gpgcheck=0", "-oAPT::Update::Pre-Invoke::=touch"})
    void refusesOptions(String word) {
        for (String text : List.of("curl " + word, "'" + word + "'", "\" " + word + "\"")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Packages.parse(text))
                    .withMessageStartingWith("'" + word + "' is an option, not the name of a package. ");
        }
    }

    @Test
    void readsALongList() {
        assertThat(Packages.parse("'" + "a".repeat(100_000) + "' " + "b ".repeat(100_000))
                        .names())
                .hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> Packages.parse("'" + "a ".repeat(100_000)));
    }

    @Property
    void acceptsEveryValidName(@ForAll("names") List<String> names) {
        assertThat(Packages.parse(String.join(" ", names)).names())
                .containsExactlyElementsOf(names.stream().distinct().toList());
    }

    @Property
    void passesEveryListToThePackageManagerAsItIs(
            @ForAll("names") List<String> names, @ForAll Distribution distribution, @ForAll("quote") String quote) {
        String text = quote + String.join(quote + "\n" + quote, names) + quote;
        List<String> distinct = names.stream().distinct().toList();

        List<String> arguments =
                distribution.install(Packages.parse(text).names()).get(0).arguments();

        assertThat(arguments.subList(arguments.size() - distinct.size(), arguments.size()))
                .isEqualTo(distinct)
                .noneMatch(argument -> argument.startsWith("-"));
    }

    @Property
    void refusesEveryNameWithACharacterThatNoNameHas(
            @ForAll("names") List<String> names, @ForAll("name") String name, @ForAll("badCharacter") char bad) {
        for (int i = 0; i <= name.length(); i++) {
            String word = name.substring(0, i) + bad + name.substring(i);
            String text = String.join(" ", names) + " " + word + " " + name;

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Packages.parse(text))
                    .withMessageStartingWith("'" + word + "' is not the name of a package");
        }
    }

    @Property
    void neitherHangsNorAcceptsAnOption(@ForAll String text) {
        try {
            assertThat(Packages.parse(text).names()).noneMatch(name -> name.startsWith("-"));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("not the name of a package");
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
    Arbitrary<Character> badCharacter() {
        return Arbitraries.chars()
                .with(";&`'\"#{}".toCharArray())
                .with('\0', '\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u00a0', '\ufffd');
    }

    @Provide
    Arbitrary<String> quote() {
        return Arbitraries.of("", "'", "\"");
    }

    @Provide
    Arbitrary<String> name() {
        Arbitrary<Character> first = Arbitraries.chars().with("@/.*?([!^~+_aB7".toCharArray());
        Arbitrary<String> rest = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("@/.+_:~=*?()[]<>,^!%|-")
                .ofMaxLength(12);
        return first.flatMap(start -> rest.map(end -> start + "x" + end));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return name().list().ofMinSize(1).ofMaxSize(6);
    }
}
