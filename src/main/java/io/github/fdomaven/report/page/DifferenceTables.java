package io.github.fdomaven.report.page;

import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.inspection.ValueChange;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.PackageChange;
import java.util.List;
import java.util.Optional;

/** Writes what differs between an image and the image that it replaced. */
final class DifferenceTables {

    private static final String HEAD =
            "<th scope=\"col\">Before</th><th scope=\"col\">Now</th></tr></thead>\n<tbody>\n";

    private final Html html;

    DifferenceTables(Html html) {
        this.html = html;
    }

    void write(ImageDifference difference) {
        html.add("<details class=\"inner-part\" open><summary><b>Changes</b></summary><div>\n");
        html.add("<p>Compared with <code>").text(difference.before()).add("</code>");
        if (difference.platform().isPresent()) {
            html.add(" for ").text(difference.platform().get());
        }
        html.add("</p>\n");
        if (!difference.note().isEmpty()) {
            html.add("<p>").text(difference.note()).add("</p>\n");
        }
        if (!difference.recipe().isEmpty()) {
            html.add("<p>Recipe: ").text(String.join(", ", difference.recipe())).add("</p>\n");
        }
        List<PackageChange> packages = difference.packages().orElse(List.of());
        if (!packages.isEmpty()) {
            html.add("<table><caption>Packages</caption>\n<thead><tr><th scope=\"col\">Package</th>");
            html.add("<th scope=\"col\">Change</th>").add(HEAD);
            packages.forEach(this::change);
            html.add("</tbody></table>\n");
        }
        if (!difference.values().isEmpty()) {
            html.add("<table><caption>Other changes</caption>\n<thead><tr><th scope=\"col\">What</th>")
                    .add(HEAD);
            difference.values().forEach(this::change);
            html.add("</tbody></table>\n");
        }
        html.add("</div></details>\n");
    }

    private void change(PackageChange change) {
        html.add("<tr><th scope=\"row\">").text(change.installed().name()).add("</th><td>");
        html.state(change.kind().name(), change.kind().name()).add("</td>");
        version(change.before());
        version(change.after());
        html.add("</tr>\n");
    }

    private void version(Optional<InstalledPackage> installed) {
        html.element("td", installed.map(InstalledPackage::version).orElse(""));
    }

    private void change(ValueChange change) {
        html.add("<tr><th scope=\"row\">").text(change.name()).add("</th><td><code>");
        html.text(change.before().orElse("")).add("</code></td><td><code>");
        html.text(change.after().orElse("")).add("</code></td></tr>\n");
    }
}
