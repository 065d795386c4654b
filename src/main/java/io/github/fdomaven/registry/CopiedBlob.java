package io.github.fdomaven.registry;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Scopes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.stream.Stream;

/**
 * A blob that is streamed from one repository to another, without loading it into memory.
 *
 * @param request the request for the blob
 * @param source the repository that has the blob
 */
record CopiedBlob(
        RegistryClient client, HttpRequest request, Repository source, Descriptor blob, Registry.CopyListener listener)
        implements HttpRequest.Body {

    private static final int PORTION = 64 * 1024;

    @Override
    public long length() {
        return blob.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (HttpResponse response = client.send(request, Scopes.pull(source))) {
            InputStream in = response.expectSuccessOr().stream(blob.size());
            byte[] portion = new byte[PORTION];
            MessageDigest hash = blob.digest().newHash();
            long sent = 0;
            for (int read = read(in, portion); read >= 0; read = read(in, portion)) {
                if (sent + read > blob.size()) {
                    throw response.invalid("the content has more than the " + blob.size() + " bytes of the manifest");
                }
                hash.update(portion, 0, read);
                sent += read;
                // Without its last bytes the target does not accept the blob. Not every registry checks the digest.
                if (sent == blob.size() && !blob.digest().matches(hash)) {
                    throw response.invalid("the content does not have the digest " + blob.digest());
                }
                out.write(portion, 0, read);
                listener.sending(blob, sent);
            }
            if (sent < blob.size()) {
                throw tooShort(response, sent);
            }
        }
    }

    /** Only if the end of the connection is the end of the content, another attempt may get more. */
    private HttpException tooShort(HttpResponse response, long sent) {
        boolean isWhole = Stream.of("Content-Length", "Transfer-Encoding")
                .anyMatch(name -> response.header(name).isPresent());
        return isWhole
                ? response.invalid("the content has only " + sent + " of the " + blob.size() + " bytes of the manifest")
                : ConnectionException.whileReading(
                        request, new EOFException("it ended after " + sent + " of " + blob.size() + " bytes"));
    }

    /** A failure of the source is not reported as a failure of the target. */
    private int read(InputStream in, byte[] portion) throws ConnectionException {
        try {
            return in.read(portion);
        } catch (IOException e) {
            throw ConnectionException.whileReading(request, e);
        }
    }
}
