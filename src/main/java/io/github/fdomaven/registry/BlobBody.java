package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A blob that comes from one repository as it goes to another. Nothing of it is kept here. */
record BlobBody(Client client, Request source, Descriptor blob, CopyListener listener) implements Body {

    private static final int PORTION = 64 * 1024;

    @Override
    public long length() {
        return blob.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (Answer answer = client.send(source)) {
            InputStream in = answer.expect(Answer.OK).content();
            byte[] portion = new byte[PORTION];
            long sent = 0;
            for (int read = read(in, portion); read >= 0; read = read(in, portion)) {
                if (sent + read > blob.size()) {
                    throw answer.nonsense("the content has more than the " + blob.size() + " bytes it should have");
                }
                out.write(portion, 0, read);
                sent += read;
                listener.sending(blob, sent);
            }
            if (sent < blob.size()) {
                throw new ConnectionException(
                        source, new EOFException("it ended after " + sent + " of " + blob.size() + " bytes"));
            }
        }
    }

    /** Keeps a source that fails apart from a target that does. */
    private int read(InputStream in, byte[] portion) throws ConnectionException {
        try {
            return in.read(portion);
        } catch (IOException e) {
            throw new ConnectionException(source, e);
        }
    }
}
