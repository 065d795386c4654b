package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
    private static final String ABC_256 = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String ABC_512 =
            "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    @Provide
    Arbitrary<Digest> digests() {
        return Names.digests();
    }

    @Provide
    Arbitrary<String> junk() {
        return Names.junk();
    }

    @Property
    void parsesWhatItPrints(@ForAll("digests") Digest digest) {
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    }

    @Property
    void refusesJunk(@ForAll("junk") String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(text));
    }

    @Test
    void hashesTheContent() {
        assertThat(Digest.sha256(ABC)).hasToString(ABC_256);
        assertThat(Digest.parse(ABC_256).matches(ABC)).isTrue();
        assertThat(Digest.parse(ABC_512).matches(ABC)).isTrue();
        assertThat(Digest.parse(ABC_512).matches(new byte[0])).isFalse();
    }

    @Test
    void hashesAContentThatIsLargerThanItsBuffer() throws IOException {
        byte[] content = new byte[200_001];
        Arrays.fill(content, (byte) 'a');

        assertThat(Digest.sha256(new ByteArrayInputStream(content))).isEqualTo(Digest.sha256(content));
        assertThat(Digest.sha256(new ByteArrayInputStream(ABC))).hasToString(ABC_256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "sha256:ba7816bf",
                "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "md5:900150983cd24fb0d6963f7d28e17f72"
            })
    void refusesInvalidDigests(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.parse(text))
                .withMessage("'" + text + "' is not a digest: valid are sha256: with 64 and sha512: with 128 lower-case"
                        + " hexadecimal digits.");
    }
}
