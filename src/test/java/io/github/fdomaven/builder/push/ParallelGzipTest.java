package io.github.fdomaven.builder.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {

    private static final int BLOCK = 256 * 1024;

    @Property(tries = 50)
    void givesTheContentBack(
            @ForAll @IntRange(max = 3 * BLOCK) int length,
            @ForAll @IntRange(min = 1, max = 256) int symbols,
            @ForAll @IntRange(min = 1, max = BLOCK + 7) int portion,
            @ForAll long seed)
            throws IOException {
        byte[] content = content(length, symbols, seed);

        byte[] compressed = compress(content, 2, portion);

        assertThat(decompressed(compressed)).isEqualTo(content);
    }

    @Property(tries = 50)
    void givesAShortContentBack(@ForAll @Size(max = 100) byte[] content) throws IOException {
        assertThat(decompressed(compress(content, 1, 1))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 9 * BLOCK + 5})
    void givesTheSameBytesWithAnyNumberOfThreads(int length) throws IOException {
        byte[] content = content(length, 20, 1);

        byte[] compressed = compress(content, 1, 8192);

        assertThat(compress(content, 4, 1000)).isEqualTo(compressed);
        assertThat(decompressed(compressed)).isEqualTo(content);
    }

    @Test
    void findsRepetitionsAcrossBlocks() throws IOException {
        byte[] random = content(BLOCK, 256, 1);
        System.arraycopy(random, BLOCK - 30_000, random, 0, 30_000);
        byte[] content = new byte[2 * BLOCK];
        System.arraycopy(random, 0, content, 0, BLOCK);
        System.arraycopy(random, 0, content, BLOCK, BLOCK);

        assertThat(compress(content, 2, 8192).length).isLessThan(2 * BLOCK - 25_000);
    }

    private static byte[] content(int length, int symbols, long seed) {
        Random random = new Random(seed);
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) random.nextInt(symbols);
        }
        return content;
    }

    private static byte[] compress(byte[] content, int threads, int portion) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParallelGzip gzip = new ParallelGzip(out, threads, 4)) {
            for (int done = 0; done < content.length; done += portion) {
                gzip.write(content, done, Math.min(portion, content.length - done));
            }
            gzip.finish();
        }
        return out.toByteArray();
    }

    private static byte[] decompressed(byte[] compressed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    }
}
