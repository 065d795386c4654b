package io.github.fdomaven.maven;

import io.github.fdomaven.report.DotenvReport;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.SessionData;

/**
 * The dotenv report of a run of Maven. The first goal that writes to it removes images of earlier runs that the POM no longer
 * has; all other goals add to it.
 */
final class RunDotenv {

    private static final String WRITTEN = RunDotenv.class.getName() + ".written";

    private RunDotenv() {}

    static DotenvReport of(GoalInput input, Path directory) {
        DotenvReport report = new DotenvReport(directory);
        SessionData session = input.run().session().getRepositorySession().getData();
        // Without a POM, the images of earlier runs may still exist.
        if (input.main().hasPom() && isFirst(session, directory)) {
            report.retain(input.graph().names());
        }
        return report;
    }

    /** The session keeps plain strings, because another goal may have another class loader. */
    @SuppressWarnings("unchecked") // No other code uses this key.
    private static boolean isFirst(SessionData session, Path directory) {
        session.set(WRITTEN, null, ConcurrentHashMap.newKeySet());
        return ((Set<String>) session.get(WRITTEN)).add(directory.toString());
    }
}
