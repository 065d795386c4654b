package io.github.fdomaven.support;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written to it into parts of one size. Only the last part may be shorter. */
public abstract class PartOutput extends OutputStream {

    private byte[] part;
    private int filled;

    /**
     * Creates a stream.
     *
     * @param size the size of a part in bytes
     */
    protected PartOutput(int size) {
        this.part = new byte[size];
    }

    /**
     * Handles a part.
     *
     * @param bytes the part, from the beginning of the array
     * @param length its length
     * @return the array for the next part: the same array, unless its bytes are still needed
     */
    protected abstract byte[] handle(byte[] bytes, int length) throws IOException;

    /** Handles the last part, unless it is empty. */
    protected final void handleRest() throws IOException {
        if (filled > 0) {
            part = handle(part, filled);
            filled = 0;
        }
    }

    /** {@return a copy of the bytes that no part has yet} */
    protected final byte[] rest() {
        return Arrays.copyOf(part, filled);
    }

    @Override
    public final void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int portion = Math.min(length - done, part.length - filled);
            System.arraycopy(bytes, offset + done, part, filled, portion);
            done += portion;
            filled += portion;
            if (filled == part.length) {
                handleRest();
            }
        }
    }
}
