package io.github.fdomaven.engine.docker;

import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Java process that runs a program in a container until the process is killed. */
final class ContainerProcess {

    static final String READY = "the program runs";

    private ContainerProcess() {}

    public static void main(String[] arguments) {
        Engine engine = EngineContract.open(arguments[0], Map.of());
        EngineImage image = engine.find(EngineContract.base()).orElseThrow();
        Map<String, String> labels = Map.of("org.example.mark", arguments[1]);
        engine.start(new ContainerSpec(
                        EngineContract.base(), image, Optional.empty(), labels, Optional.empty(), List.of()))
                .run(
                        ExecSpec.of("sh", "-c", "trap '' TERM; echo " + READY + "; while :; do sleep 1; done"),
                        System.out::println);
    }
}
