package io.github.fdomaven.command;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;

/** Brings the image into the engine in which a command is to run, as it is now where its registry can be asked. */
final class RunImages {

    private final Engine engine;
    private final ImageTransfers transfers;
    private final RunLog log;

    RunImages(Engine engine, ImageTransfers transfers, RunLog log) {
        this.engine = engine;
        this.transfers = transfers;
        this.log = log;
    }

    EngineImage bring(RunRequest request) {
        NamedImage image = request.image();
        Optional<EngineImage> present = engine.find(image.reference());
        if (request.isInEngine()) {
            return present.orElseThrow(() -> new FixableException("There is no image " + image.reference() + " in "
                    + engine.name() + ". Build it by 'mvn fdo:build-image', or check its name."));
        }
        return present.isPresent() ? newest(image, present.get()) : absent(image);
    }

    private EngineImage absent(NamedImage image) {
        try {
            return transfers.pull(engine, image.reference(), image.platform(), image.name());
        } catch (FixableException e) {
            throw new FixableException(
                    e.getMessage() + " If there is no such image yet, build it by 'mvn fdo:build-image'.", e);
        }
    }

    /** On a laptop without a network, an image that the engine has is better than none; it may be old, so we say so. */
    private EngineImage newest(NamedImage image, EngineImage present) {
        try {
            return transfers.pullOnce(engine, image.reference(), image.platform(), image.name());
        } catch (FdoException e) {
            log.warning(
                    image.name(),
                    "The image could not be pulled, so the one that the engine has is used: " + e.getMessage());
            return present;
        }
    }
}
