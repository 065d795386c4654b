package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.support.EnvironmentException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verifies what happens to a container if the connection to its watchdog breaks. */
class WatchdogContractTest extends EngineContract {

    private static final String STOP = "kill -TERM 1; sleep 1000";

    /** Waits until the container's first program sleeps for an hour, in another process than before. Prints the process. */
    private static final String AWAIT_LONG_SLEEP = """
            while :; do
                for process in /proc/[0-9]*; do
                    if [ $process != "$BEFORE" ] && tr '\\0' ' ' <$process/cmdline | grep -qx 'sleep 3600 '; then
                        echo $process
                        exit
                    fi
                done 2>/dev/null
                sleep 0.1
            done
            """;

    @Test
    void connectsAgain() throws Exception {
        try (EngineRelay relay = new EngineRelay(address);
                Engine relayed = open(relay.address(), Map.of())) {
            Container container = relayed.start(spec(base(), Map.of()));
            try {
                String before = awaitLongSleep(container, "");
                relay.breakWatchdogs();
                awaitLongSleep(container, before);
                assertThat(relay.watchdogRequests()).isEqualTo(2);
            } finally {
                container.remove();
            }
        }
    }

    private static String awaitLongSleep(Container container, String before) {
        return sh(container, "BEFORE=" + before + "\n" + AWAIT_LONG_SLEEP).text();
    }

    @Test
    void reportsTheConnectionIfTheContainerEndsWithoutWatchdog() throws Exception {
        try (EngineRelay relay = new EngineRelay(address);
                Engine relayed = open(relay.address(), Map.of())) {
            relay.refuseWatchdogs();
            Container container = relayed.start(spec(base(), Map.of()));
            try {
                while (relay.watchdogRequests() < 2) {
                    Thread.sleep(100);
                }

                assertThatExceptionOfType(EnvironmentException.class)
                        .isThrownBy(() -> sh(container, STOP))
                        .withMessageStartingWith("Could not keep the container running while sh ran in it: ")
                        .withMessageContaining("the connection was closed");
            } finally {
                container.remove();
            }
        }
    }

    @Test
    void reportsTheEndOfTheContainer() {
        Container container = start();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> sh(container, STOP))
                .withMessageStartingWith(
                        "Could not run sh in the container: the container ended before the program. Check whether");
    }
}
