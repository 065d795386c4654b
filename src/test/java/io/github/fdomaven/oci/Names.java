package io.github.fdomaven.oci;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes valid names of every kind, for property tests. */
final class Names {

    private Names() {}

    static Arbitrary<Tag> tags() {
        Arbitrary<String> first =
                Arbitraries.strings().withChars(letters() + "_").ofLength(1);
        Arbitrary<String> rest =
                Arbitraries.strings().withChars(letters() + "_.-").ofMaxLength(127);
        return Combinators.combine(first, rest).as((head, tail) -> new Tag(head + tail));
    }

    static Arbitrary<Digest> digests() {
        return Arbitraries.of("sha256", "sha512")
                .flatMap(algorithm -> Arbitraries.strings()
                        .withChars("0123456789abcdef")
                        .ofLength(algorithm.equals("sha256") ? 64 : 128)
                        .map(hex -> new Digest(algorithm, hex)));
    }

    static Arbitrary<Repository> repositories() {
        return Combinators.combine(hosts(), paths()).as(Repository::new);
    }

    static Arbitrary<String> hosts() {
        Arbitrary<String> label = Combinators.combine(
                        Arbitraries.strings()
                                .withChars(letters())
                                .ofMinLength(1)
                                .ofMaxLength(5),
                        Arbitraries.of("", "-", "--"),
                        Arbitraries.strings()
                                .withChars(letters())
                                .ofMinLength(1)
                                .ofMaxLength(5))
                .as((one, dash, other) -> one + dash + other);
        Arbitrary<String> port = Arbitraries.integers().between(1, 65535).map(number -> ":" + number);
        Arbitrary<String> dotted = label.list().ofMinSize(2).ofMaxSize(4).map(labels -> String.join(".", labels));
        return Arbitraries.oneOf(
                dotted,
                Combinators.combine(dotted, port).as(String::concat),
                Combinators.combine(label, port).as(String::concat),
                Arbitraries.of("localhost", "localhost:5000", "127.0.0.1:5000", "[::1]", "[::1]:5000"));
    }

    static Arbitrary<String> paths() {
        Arbitrary<String> word = Arbitraries.strings()
                .withChars("abcdefghijklmnopqrstuvwxyz0123456789")
                .ofMinLength(1)
                .ofMaxLength(6);
        Arbitrary<String> component = Combinators.combine(word, Arbitraries.of(".", "_", "__", "-", "---"), word)
                .as((one, separator, other) -> one + separator + other);
        return Arbitraries.oneOf(word, component)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(components -> String.join("/", components));
    }

    /** Text that is nearly a name, and any other text. */
    static Arbitrary<String> junk() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().withChars("ab0A.:/@_-[] ").ofMaxLength(40),
                Arbitraries.strings().withChars("a./:@").ofMaxLength(4000));
    }

    private static String letters() {
        return "abcxyzABCXYZ0189";
    }
}
