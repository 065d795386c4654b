package io.github.fdomaven.it;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that a test starts. The program and its children end when this is closed or when this JVM ends. */
final class ChildProcess implements AutoCloseable {

    private static final long GRACE_SECONDS = 10;

    private final Process process;
    private final Thread hook = new Thread(this::end, "end-child-process");

    ChildProcess(ProcessBuilder builder) throws IOException {
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(hook);
        process.getOutputStream().close();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean waitFor(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    int status() {
        return process.exitValue();
    }

    /** Sends a signal to the program and its children. Uses the shell's kill, because not every machine has another one. */
    void signal(CharSequence name) throws IOException, InterruptedException {
        String ids = all().map(handle -> String.valueOf(handle.pid())).collect(Collectors.joining(" "));
        new ProcessBuilder("bash", "-c", "kill -" + name + " " + ids).start().waitFor();
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }

    /** Asks the processes to end first, so that Maven can remove its build container. */
    private void end() {
        List<ProcessHandle> all = all().toList();
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        for (ProcessHandle handle : all) {
            try {
                handle.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                // The process is killed below.
            }
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending and the hook runs already.
        }
    }
}
