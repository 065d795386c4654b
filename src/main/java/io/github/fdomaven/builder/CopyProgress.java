package io.github.fdomaven.builder;

import io.github.fdomaven.engine.TransferProgress;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.registry.CopyListener;
import java.time.InstantSource;

/** Tells how the blobs of a copied image come over. */
public final class CopyProgress implements CopyListener {

    private final String image;
    private final BuildLog log;
    private final TransferProgress progress;

    public CopyProgress(String image, BuildLog log) {
        this.image = image;
        this.log = log;
        this.progress =
                new TransferProgress("copying blobs", text -> log.progress(image, text), InstantSource.system());
    }

    @Override
    public void sending(Descriptor blob, long sent) {
        progress.progress(blob.digest().toString(), "Copying", sent, blob.size());
    }

    @Override
    public void uploaded(Descriptor blob) {
        tell(blob, "copied");
    }

    @Override
    public void mounted(Descriptor blob) {
        tell(blob, "mounted");
    }

    @Override
    public void present(Descriptor blob) {
        tell(blob, "already there");
    }

    private void tell(Descriptor blob, String what) {
        log.progress(image, "blob " + blob.digest() + " of " + blob.size() + " bytes: " + what);
    }
}
