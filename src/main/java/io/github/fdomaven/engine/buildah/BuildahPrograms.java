package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.connection.EnginePrograms;
import io.github.fdomaven.engine.connection.NoAnswerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs of this machine that the adapter starts. */
record BuildahPrograms(EnginePrograms path, Path buildah, Path shell, Path unshare, Path nsenter) {

    static BuildahPrograms find(EnginePrograms path) throws NoAnswerException {
        return new BuildahPrograms(
                path, path.find("buildah"), path.find("sh"), path.find("unshare"), path.find("nsenter"));
    }

    /** Returns a command of the buildah program. */
    List<String> buildah(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(buildah.toString(), "--log-level", "error"));
        command.addAll(arguments);
        return command;
    }
}
