package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of every text. */
class EngineAddressPropertyTest {

    @Property
    void isParsedOrRefusedWithAReason(@ForAll("texts") String text) {
        try {
            assertThat(EngineAddress.parse(text).toString()).isNotBlank();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void isEqualAfterPrintingAndParsing(@ForAll("texts") String text) {
        EngineAddress address;
        try {
            address = EngineAddress.parse(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(EngineAddress.parse(address.toString())).isEqualTo(address);
    }

    @Property
    void neverBecomesAnSshOption(@ForAll("texts") String text) {
        try {
            if (EngineAddress.parse(text) instanceof SshAddress ssh) {
                assertThat(ssh.host()).doesNotStartWith("-");
                assertThat(ssh.user().orElse("")).doesNotStartWith("-");
            }
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void neverShowsAPassword(@ForAll("schemes") String scheme, @ForAll("passwords") String password) {
        String text = scheme + "://me:" + password + "@docker:2375";
        try {
            assertThat(EngineAddress.parse(text).toString()).doesNotContain(password);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).doesNotContain(password);
        }
        assertThat(EngineAddress.redacted(text)).doesNotContain(password);
    }

    @Provide
    Arbitrary<String> schemes() {
        return Arbitraries.of("unix", "tcp", "https", "ssh", "http", "npipe", "fd", "", "-");
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings().withChars("QXZ%@:[]-").ofMinLength(8).ofMaxLength(20);
    }

    /** Texts that look like addresses. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> wild =
                Arbitraries.strings().withChars("abz019-_.:/@[]%?# \t\u00e4").ofMaxLength(20);
        Arbitrary<String> part = Arbitraries.oneOf(
                wild, Arbitraries.of("docker", "me@", "[::1]", ":22", ":2375", "/run/podman.sock", "-oX"));
        Arbitrary<String> rest = part.list().ofMaxSize(4).map(parts -> String.join("", parts));
        return Combinators.combine(schemes(), rest).as((scheme, tail) -> scheme + "://" + tail);
    }
}
