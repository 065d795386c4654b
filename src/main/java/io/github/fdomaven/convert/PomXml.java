package io.github.fdomaven.convert;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.Packages;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes images as the element {@code <configuration>} of the plugin. */
final class PomXml {

    private static final String INDENT = "  ";
    private static final int MAX_LINE = 100;

    /** The settings that say which image it is. They are never common to all images. */
    private static final Set<Setting> OWN =
            EnumSet.of(Setting.NAME, Setting.TAG, Setting.REPO_SUFFIX, Setting.BASE_IMAGE);

    private final StringBuilder xml = new StringBuilder();

    private PomXml() {}

    /** {@return the element}: a single image is at its top; of several, their common settings are at its top */
    static String configuration(List<ConvertedImage> images) {
        return new PomXml().write(images);
    }

    private String write(List<ConvertedImage> images) {
        xml.append("<configuration>\n");
        Map<Setting, String> common = new EnumMap<>(images.get(0).settings());
        if (images.size() > 1) {
            common.keySet().removeAll(OWN);
            images.forEach(image -> common.entrySet().retainAll(image.settings().entrySet()));
        }
        common.forEach((setting, value) -> element(INDENT, setting, value));
        if (images.size() > 1) {
            xml.append(INDENT).append("<images>\n");
            images.forEach(image -> image(image, common));
            xml.append(INDENT).append("</images>\n");
        }
        return xml.append("</configuration>\n").toString();
    }

    private void image(ConvertedImage image, Map<Setting, String> common) {
        String indent = INDENT.repeat(2);
        xml.append(indent).append("<image>\n");
        image.settings().forEach((setting, value) -> {
            if (!common.containsKey(setting)) {
                element(indent + INDENT, setting, value);
            }
        });
        xml.append(indent).append("</image>\n");
    }

    private void element(String indent, Setting setting, String value) {
        String name = setting.element();
        xml.append(indent).append('<').append(name).append('>');
        if (setting == Setting.PACKAGES) {
            packages(indent, value);
        } else if (value.indexOf('\n') >= 0 && value.indexOf('\r') < 0) {
            xml.append("<![CDATA[")
                    .append(value.replace("]]>", "]]]]><![CDATA[>"))
                    .append("]]>");
        } else {
            xml.append(escaped(value));
        }
        xml.append("</").append(name).append(">\n");
    }

    /** Writes the names in lines of limited length. */
    private void packages(String indent, String value) {
        List<String> names = Packages.words(value);
        String line = String.join(" ", names);
        if (indent.length() + line.length() <= MAX_LINE) {
            xml.append(escaped(line));
            return;
        }
        int length = MAX_LINE;
        for (String name : names) {
            boolean fits = length + 1 + name.length() <= MAX_LINE;
            String separator = fits ? " " : "\n" + indent + INDENT;
            length = (fits ? length : 0) + separator.length() + name.length();
            xml.append(separator).append(escaped(name));
        }
        xml.append('\n').append(indent);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\t", "&#9;")
                .replace("\r", "&#13;");
    }
}
