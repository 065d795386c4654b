package io.github.fdomaven.engine.docker;

import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.RunEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process with a container in which a program runs, which waits to be killed. */
final class KilledMaker {

    static final String READY = "the program runs";

    private KilledMaker() {}

    public static void main(String[] arguments) {
        RunEngine engine = EngineContract.open(arguments[0], Map.of());
        EngineImage image = engine.find(EngineContract.base()).orElseThrow();
        engine.start(new ContainerSpec(
                        EngineContract.base(),
                        image,
                        Optional.empty(),
                        Map.of("org.example.mark", arguments[1]),
                        Optional.empty(),
                        new CacheDirectory.None()))
                .run(
                        new ExecSpec(
                                List.of("sh", "-c", "trap '' TERM; echo " + READY + "; while :; do sleep 1; done"),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty()),
                        System.out::println);
    }
}
