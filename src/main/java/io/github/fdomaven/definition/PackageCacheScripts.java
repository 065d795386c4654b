package io.github.fdomaven.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts that run package managers with a cache. They are resources beside this class. */
final class PackageCacheScripts {

    /** The functions of all scripts are an argument, because a script of apt passes them on to another shell. */
    private static final String START = "functions=$1; shift; eval \"$functions\"\n";

    private PackageCacheScripts() {}

    /** {@return a command of apt with a cache} */
    static Command apt(Command command) {
        return wrapped(command.arguments().contains("update") ? "apt-update.sh" : "apt-install.sh", command);
    }

    /** {@return a command of pacman with a cache, which has no metadata: pacman cannot check its digests} */
    static Command pacman(Command command) {
        return command.arguments().contains("--refresh") ? command : wrapped("pacman.sh", command);
    }

    /** {@return a command of dnf, or of a script that runs dnf or yum, with a cache for dnf 4 and 5} */
    static Command dnf(Command command) {
        return command.within(START + text("dnf.sh") + text("dnf5.sh"), text("cache.sh"), text("dnf.py"));
    }

    /** {@return a command of zypper with a cache} */
    static Command zypper(Command command) {
        return wrapped(command.arguments().contains("refresh") ? "zypper-refresh.sh" : "zypper-install.sh", command);
    }

    private static Command wrapped(String script, Command command) {
        return command.within(START + text(script), text("cache.sh"));
    }

    private static String text(String resource) {
        try (InputStream script = PackageCacheScripts.class.getResourceAsStream(resource)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the script " + resource, e);
        }
    }
}
