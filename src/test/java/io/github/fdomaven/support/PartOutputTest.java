package io.github.fdomaven.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartOutputTest {

    /** Keeps every second array, as a stream does that works in the background. */
    private static final class Recorded extends PartOutput {

        private final int size;
        private final List<String> parts = new ArrayList<>();

        Recorded(int size) {
            super(size);
            this.size = size;
        }

        @Override
        protected byte[] handle(byte[] bytes, int length) {
            parts.add(new String(bytes, 0, length, UTF_8));
            return parts.size() % 2 == 0 ? bytes : new byte[size];
        }
    }

    @Test
    void cutsPartsOfOneSize() throws IOException {
        Recorded output = new Recorded(3);
        output.write("abcd".getBytes(UTF_8));
        output.write('e');
        output.write("fgh".getBytes(UTF_8), 1, 2);

        assertThat(output.parts).containsExactly("abc", "deg");
        assertThat(output.rest()).asString(UTF_8).isEqualTo("h");
        output.handleRest();
        assertThat(output.parts).containsExactly("abc", "deg", "h");
        assertThat(output.rest()).isEmpty();
    }

    @Test
    void handlesNoEmptyRest() throws IOException {
        Recorded output = new Recorded(3);
        output.write("abc".getBytes(UTF_8));
        output.handleRest();
        output.handleRest();

        assertThat(output.parts).containsExactly("abc");
    }

    @Property(tries = 100)
    void losesNothing(
            @ForAll @Size(max = 50) List<@IntRange(min = 0, max = 9) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 12) int size)
            throws IOException {
        Recorded output = new Recorded(size);
        StringBuilder written = new StringBuilder();
        for (int length : lengths) {
            String text = "0123456789".substring(0, length);
            written.append(text);
            output.write(text.getBytes(UTF_8));
        }
        output.handleRest();

        assertThat(String.join("", output.parts)).isEqualTo(written.toString());
        assertThat(output.parts.stream().limit(Math.max(0, output.parts.size() - 1)))
                .allMatch(part -> part.length() == size);
    }
}
