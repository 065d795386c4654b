package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.CheckedPackages;
import io.github.fdomaven.report.page.IndexPage;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The page {@code index.html} in the directory of the reports, which several goals write together. No goal fails for its page: if
 * the page cannot be written, this is a warning.
 */
public final class PageReport {

    private static final String FILE = "index.html";

    private final ReportDirectory directory;
    private final UnaryOperator<String> redact;
    private final Consumer<FdoException> warnings;

    PageReport(ReportDirectory directory, UnaryOperator<String> redact, Consumer<FdoException> warnings) {
        this.directory = directory;
        this.redact = redact;
        this.warnings = warnings;
    }

    /** Deletes the page of an earlier run. */
    public void delete() {
        try {
            directory.delete(FILE);
        } catch (FdoException e) {
            warnings.accept(e);
        }
    }

    /** Writes the results of build-image. */
    public void images(String module, List<ImageResult> results) {
        if (!results.isEmpty()) {
            update(page -> page.images(module, results));
        }
    }

    /** Writes the results of check-base. */
    public void bases(List<CheckedBase> bases) {
        update(page -> page.bases(bases));
    }

    /** Writes the results of check-packages. */
    public void updates(List<CheckedPackages> checked) {
        update(page -> page.updates(checked));
    }

    /** Writes the results of poke-dependents. */
    public void pokes(List<Poke> pokes) {
        update(page -> page.pokes(pokes));
    }

    private void update(Consumer<IndexPage> change) {
        try {
            IndexPage page = new IndexPage(redact, directory.read(FILE));
            change.accept(page);
            directory.write(FILE, page.text());
        } catch (FdoException e) {
            warnings.accept(e);
        }
    }
}
