package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.connection.EnginePrograms;
import io.github.fdomaven.engine.connection.NoAnswerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs of this machine that the adapter starts.
 *
 * @param storageDriver the storage driver, if not that of the configuration
 */
record BuildahPrograms(
        EnginePrograms path, Path buildah, Path shell, Path unshare, Path nsenter, Optional<String> storageDriver) {

    static BuildahPrograms find(EnginePrograms path, Optional<String> storageDriver) throws NoAnswerException {
        return new BuildahPrograms(
                path, path.find("buildah"), path.find("sh"), path.find("unshare"), path.find("nsenter"), storageDriver);
    }

    /** Returns a command of the buildah program. */
    List<String> buildah(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(buildah.toString(), "--log-level", "error"));
        storageDriver.ifPresent(driver -> command.addAll(List.of("--storage-driver", driver)));
        command.addAll(arguments);
        return command;
    }
}
