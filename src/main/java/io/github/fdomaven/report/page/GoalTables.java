package io.github.fdomaven.report.page;

import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.CheckedPackages;
import io.github.fdomaven.inspection.PackageState;
import io.github.fdomaven.packages.PendingUpdate;
import java.util.List;

/** Writes the results of goals that do not build. */
final class GoalTables {

    private final Html html;

    GoalTables(Html html) {
        this.html = html;
    }

    void pokes(List<Poke> pokes) {
        html.add("<section id=\"pokes\">\n<h2>Pokes</h2>\n");
        if (pokes.isEmpty()) {
            html.add("<p>poke-dependents poked no project.</p>\n</section>\n");
            return;
        }
        html.add(
                "<table><caption>The projects that depend on these images.</caption>\n<thead><tr><th scope=\"col\">Project</th>");
        html.add("<th scope=\"col\">Outcome</th><th scope=\"col\">Pipeline or message</th></tr></thead>\n<tbody>\n");
        for (Poke poke : pokes) {
            html.add("<tr><th scope=\"row\"><bdi>")
                    .text(poke.dependent().project().value());
            html.add("</bdi> <span class=\"soft\"><bdi>")
                    .text(poke.dependent().ref().value())
                    .add("</bdi></span></th><td>");
            html.state(poke.outcome().name(), poke.outcome().name()).add("</td><td>");
            poke.pipeline().ifPresent(this::pipeline);
            html.text(poke.message().orElse("")).add("</td></tr>\n");
        }
        html.add("</tbody></table>\n</section>\n");
    }

    /** Writes a link only for the schemes of web pages: a script can be an address too. */
    private void pipeline(Pipeline pipeline) {
        String url = pipeline.webUrl().map(Object::toString).orElse("");
        boolean isPage = url.startsWith("https://") || url.startsWith("http://");
        if (isPage) {
            html.add("<a href=\"").text(url).add("\" rel=\"noreferrer\">");
        }
        html.add("Pipeline ").add(pipeline.id()).add(isPage ? "</a>" : "");
    }

    void bases(List<CheckedBase> bases) {
        html.add(
                "<section id=\"bases\">\n<h2>Base images</h2>\n<table><caption>check-base compared each image with its base");
        html.add(" image.</caption>\n<thead><tr><th scope=\"col\">Image</th><th scope=\"col\">State</th>");
        html.add("<th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
        for (CheckedBase base : bases) {
            String status = base.state().status().name();
            html.add("<tr><th scope=\"row\"><bdi>").text(base.image().name()).add("</bdi></th><td>");
            html.state(status, base.state().status() == BaseState.Status.UNKNOWN ? "skipped" : status)
                    .add("</td>")
                    .element("td", base.state().sentence())
                    .add("</tr>\n");
        }
        html.add("</tbody></table>\n</section>\n");
    }

    void updates(List<CheckedPackages> checked) {
        html.add(
                "<section id=\"updates\">\n<h2>Pending updates</h2>\n<table><caption>What an upgrade of each image would install,");
        html.add(
                " as check-packages found it.</caption>\n<thead><tr><th scope=\"col\">Image</th><th scope=\"col\">State</th>");
        html.add("<th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
        for (CheckedPackages one : checked) {
            String status = one.state().status().name();
            html.add("<tr><th scope=\"row\"><bdi>").text(one.image().name()).add("</bdi></th><td>");
            boolean isUnknown = one.state().status() == PackageState.Status.UNKNOWN;
            html.state(status, isUnknown ? "skipped" : status).add("</td>");
            html.element("td", one.state().sentence()).add("</tr>\n");
        }
        html.add("</tbody></table>\n");
        checked.forEach(this::updates);
        html.add("</section>\n");
    }

    private void updates(CheckedPackages checked) {
        PackageState state = checked.state();
        if (state.updates().isEmpty()) {
            return;
        }
        html.add("<details class=\"inner-part\"><summary><b>Updates of ")
                .text(checked.image().name())
                .add("</b> ");
        html.add(state.updates().size());
        html.add("</summary><div>\n<table aria-label=\"Packages\"><thead><tr><th scope=\"col\">Package</th>");
        html.add("<th scope=\"col\">Installed</th><th scope=\"col\">Available</th><th scope=\"col\">Security</th>");
        html.add("</tr></thead>\n<tbody>\n");
        for (PendingUpdate update : state.updates()) {
            html.add("<tr><th scope=\"row\">").text(update.name()).add("</th>");
            html.element("td", update.installed().orElse("")).element("td", update.available());
            html.element("td", update.security().toString()).add("</tr>\n");
        }
        html.add("</tbody></table>\n</div></details>\n");
    }
}
