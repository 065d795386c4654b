package io.github.fdomaven.engine.docker;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ExecSpec;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A container with a volume that goes with it.
 *
 * @param container the container
 * @param volume its volume
 */
record CachedContainer(BuildContainer container, CacheVolume volume) implements BuildContainer {

    @Override
    public OptionalInt run(ExecSpec spec, Consumer<String> output) {
        return container.run(spec, output);
    }

    @Override
    public void copyInto(String directory, Archive archive) {
        container.copyInto(directory, archive);
    }

    @Override
    public void copyOut(String directory, ArchiveReader reader) {
        container.copyOut(directory, reader);
    }

    @Override
    public String commit(CommitSpec config) {
        return container.commit(config);
    }

    @Override
    public void remove() {
        container.remove();
        volume.remove();
    }
}
