package io.github.fdomaven.report.page;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.support.Plural;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes what is known of each image. */
final class ImageDetails {

    /** How many packages a page has at most. More make a browser slow. */
    private static final int MAX_PACKAGES = 100_000;

    private final Html html;
    private int packages;

    ImageDetails(Html html) {
        this.html = html;
    }

    /** Writes the details of an image. */
    void write(ImageResult result) {
        if (result.isFailed()) {
            html.add("<div class=\"message\"><pre>").text(result.reason()).add("</pre></div>\n");
        }
        values(result);
        for (ImageResult member : result.members()) {
            member(member);
        }
        for (ImageDifference difference : result.differences()) {
            new DifferenceTables(html).write(difference);
        }
        packages("", result.packages());
        for (ImageResult member : result.members()) {
            packages(platform(member), member.packages());
        }
        Map<String, String> labels = labels(result);
        if (!labels.isEmpty()) {
            html.add("<details class=\"inner-part\"><summary><b>Labels</b> ").add(labels.size());
            html.add(
                    "</summary><div>\n<table aria-label=\"Labels\"><thead><tr><th scope=\"col\">Label</th><th scope=\"col\">Value</th></tr></thead>\n");
            html.add("<tbody>\n");
            for (Map.Entry<String, String> label : labels.entrySet()) {
                html.add("<tr><th scope=\"row\"><code>").text(label.getKey()).add("</code></th><td><code>");
                html.text(label.getValue()).add("</code></td></tr>\n");
            }
            html.add("</tbody></table>\n</div></details>\n");
        }
    }

    static String platform(ImageResult member) {
        return member.image().platform().map(Platform::toString).orElseGet(member::name);
    }

    /** The labels without the compressed list of packages, which is shown as a table, and without empty values. */
    private static Map<String, String> labels(ImageResult result) {
        Map<String, String> labels = new TreeMap<>(result.labels());
        labels.remove(FdoLabels.PACKAGES);
        labels.values().removeAll(Set.of(""));
        return labels;
    }

    private void values(ImageResult result) {
        html.add("<dl>\n<dt>Reference</dt><dd>")
                .copyable("reference", result.reference())
                .add("</dd>\n");
        Optional<Digest> digest = result.digest();
        if (digest.isPresent()) {
            html.add("<dt>Digest</dt><dd>").copyable("digest", digest.get()).add("</dd>\n");
        }
        Optional<String> base = FdoLabels.value(result.labels(), FdoLabels.BASE_IMAGE);
        Optional<String> baseDigest = FdoLabels.value(result.labels(), FdoLabels.BASE_DIGEST);
        if (base.isPresent()) {
            html.add("<dt>Base image</dt><dd>").copyable("base image", base.get());
            if (baseDigest.isPresent()) {
                html.add("<br>").copyable("digest of the base image", baseDigest.get());
            }
            html.add("</dd>\n");
        }
        String separator = "<dt>Platforms</dt><dd>";
        for (Platform platform : result.platforms()) {
            html.add(separator).text(platform);
            separator = ", ";
        }
        html.add(separator.equals(", ") ? "</dd>\n" : "");
        Optional<Long> size = result.size();
        if (size.isPresent()) {
            html.add("<dt>Size</dt><dd>").text(Html.size(size.get())).add("</dd>\n");
        }
        if (TimeDrawing.hasWork(result)) {
            html.add("<dt>Began</dt><dd>").time(result.began()).add("</dd>\n");
        }
        if (!result.phases().isEmpty()) {
            html.add("<dt>Phases</dt><dd>");
            TimeDrawing.phaseText(html, result.phases());
            html.add("</dd>\n");
        }
        html.add("</dl>\n");
    }

    private void member(ImageResult member) {
        html.add("<h4>").text(platform(member)).add(" ");
        html.state(member.outcome().name(), ImageList.cssClass(member)).add("</h4>\n");
        html.add(member.isFailed() ? "<div class=\"message\"><pre>" : "<p class=\"reason\">")
                .text(member.reason());
        html.add(member.isFailed() ? "</pre></div>\n" : "</p>\n");
        values(member);
    }

    private void packages(String platform, Optional<PackageList> found) {
        if (found.isEmpty()) {
            return;
        }
        PackageList list = found.get();
        List<InstalledPackage> installed = list.packages();
        html.add("<details class=\"inner-part\"><summary><b>Packages").add(platform.isEmpty() ? "" : " for ");
        html.text(platform).add("</b> ").add(installed.size());
        html.add("</summary><div>\n");
        if (packages + installed.size() > MAX_PACKAGES) {
            html.add("<p>The page has no room for them. They are in <code>images.json</code>.</p>\n</div></details>\n");
            return;
        }
        packages += installed.size();
        html.add("<p class=\"search\" hidden><label>Search <input type=\"search\" autocomplete=\"off\"></label>");
        html.add(
                " <output></output></p>\n<div class=\"list\" tabindex=\"0\" role=\"region\" aria-label=\"Packages\"><table>");
        html.add("<caption>")
                .text(Plural.count(installed.size(), "package"))
                .add(" of ")
                .text(list.system().id())
                .add(" ");
        html.text(list.system().version()).add("</caption>\n<thead><tr><th scope=\"col\">Package</th>");
        html.add("<th scope=\"col\">Version</th><th scope=\"col\">Architecture</th></tr></thead>\n<tbody>\n");
        for (InstalledPackage one : installed) {
            html.add("<tr><td>").text(one.name()).add("</td><td>").text(one.version());
            html.add("</td><td>").text(one.architecture()).add("</td></tr>\n");
        }
        html.add("</tbody></table></div>\n</div></details>\n");
    }
}
