package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.EngineAnswer;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Translates failures of the buildah program.
 *
 * @param engine the engine's name
 */
record BuildahErrors(String engine) {

    private static final String INSECURE_ADVICE =
            "The registry does not use TLS. To allow this, set <insecureRegistries>"
                    + " (-Dfdo.insecure.registries) to its host, with the port.";

    /** The messages for something that does not exist. */
    private static final List<String> ABSENT = List.of("image not known", "container not known");

    <T> T call(String attempt, Supplier<T> call) {
        try {
            return call.get();
        } catch (Buildah.Failure e) {
            throw new EnvironmentException(answer(attempt, e).text(), e);
        }
    }

    /** A call that may fail because of the user's settings or the image. */
    FixableException refused(String attempt, String message) {
        return new EngineAnswer(engine, attempt, message).refused(null);
    }

    FdoException transfer(String attempt, Supplier<String> advice, Buildah.Failure failure) {
        return answer(attempt, failure).transfer(advice, INSECURE_ADVICE, failure);
    }

    private EngineAnswer answer(String attempt, Buildah.Failure failure) {
        return new EngineAnswer(engine, attempt, failure.getMessage());
    }

    static boolean isAbsent(Buildah.Failure failure) {
        return ABSENT.stream().anyMatch(failure.getMessage()::contains);
    }

    /** Whether a container or another image still needs an image. */
    static boolean isInUse(Buildah.Failure failure) {
        return failure.getMessage().contains("in use") || failure.getMessage().contains("used by");
    }
}
