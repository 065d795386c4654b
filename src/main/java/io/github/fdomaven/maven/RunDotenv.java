package io.github.fdomaven.maven;

import io.github.fdomaven.report.DotenvReport;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.SessionData;

/**
 * The dotenv report as the goals of one run of Maven write it: the first of them takes out what an earlier run has left there of
 * images that there are no more, and the others add to it.
 */
final class RunDotenv {

    private static final String BEGUN = RunDotenv.class.getName() + ".begun";

    private RunDotenv() {}

    /** The report that a goal writes to. */
    static DotenvReport of(GoalInput input) {
        Path directory = input.run().outputDirectory(input.sources());
        DotenvReport report = new DotenvReport(directory);
        SessionData session = input.run().session().getRepositorySession().getData();
        // Without a POM there is nobody who would know that an image is no more.
        if (input.run().project().getBasedir() != null && isFirst(session, directory)) {
            report.retain(input.names());
        }
        return report;
    }

    /** Plain strings are kept, for another goal may have another class loader. */
    @SuppressWarnings("unchecked") // Nobody else writes there.
    private static boolean isFirst(SessionData session, Path directory) {
        session.set(BEGUN, null, ConcurrentHashMap.newKeySet());
        return ((Set<String>) session.get(BEGUN)).add(directory.toString());
    }
}
