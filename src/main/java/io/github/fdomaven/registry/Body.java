package io.github.fdomaven.registry;

import java.io.IOException;
import java.io.OutputStream;

/** What a request carries. It can be written several times, for a request may have to be sent again. */
interface Body {

    long length();

    void writeTo(OutputStream out) throws IOException;

    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
