package io.github.fdomaven.maven;

import io.github.fdomaven.build.BuildLog;
import io.github.fdomaven.build.Decision;
import io.github.fdomaven.build.ImageRequest;
import io.github.fdomaven.build.ImageResult;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.secret.Secrets;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Writes the events of a build to Maven's log, each line behind the name of its image, and without secrets. */
final class MavenBuildLog implements BuildLog {

    private static final double MILLIS = 1000;

    private final Log log;
    private final Secrets secrets;

    MavenBuildLog(Log log, Secrets secrets) {
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    public void decided(ImageRequest request, Decision decision) {
        String verb = "build ";
        if (decision instanceof Decision.Skip) {
            verb = "skip ";
        } else if (decision instanceof Decision.Copy) {
            verb = "copy ";
        }
        info(request.name(), verb + request.reference() + ": " + decision.reason());
    }

    @Override
    public void foundEngine(String image, String engine) {
        info(image, "engine: " + engine);
    }

    @Override
    public void pulling(String image, Reference base) {
        info(image, "pull the base " + base);
    }

    @Override
    public void step(String image, String step, String command) {
        info(image, step + ": " + command);
    }

    @Override
    public void output(String image, String line) {
        info(image, "  " + line);
    }

    @Override
    public void pushing(String image, Reference reference) {
        info(image, "push " + reference);
    }

    @Override
    public void progress(String image, String text) {
        info(image, text);
    }

    @Override
    public void warning(String image, String text) {
        log.warn(secrets.redact("[" + image + "] " + text));
    }

    @Override
    public void finished(ImageResult result) {
        info(
                result.name(),
                result.outcome() + " " + result.reference()
                        + result.digest().map(Digest::toString).map("@"::concat).orElse(" (in the engine only)")
                        + String.format(Locale.ROOT, " in %.1f s", result.took().toMillis() / MILLIS));
    }

    private void info(String image, String text) {
        secrets.redact(text).lines().forEach(line -> log.info("[" + image + "] " + line));
    }
}
