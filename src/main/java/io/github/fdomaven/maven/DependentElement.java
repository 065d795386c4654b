package io.github.fdomaven.maven;

import io.github.fdomaven.config.DependentSettings;
import java.util.Map;
import java.util.Optional;

/** A {@code <dependent>} of the POM, as Maven fills it in. */
public final class DependentElement {

    /** The project's path or number. */
    private String project;

    /** The branch or tag that its pipeline runs for. */
    private String ref;

    /** The name of the variable that has the trigger token, or CI_JOB_TOKEN. */
    private String tokenVariable;

    /** The id of the server of settings.xml whose password is the trigger token. */
    private String serverId;

    /** The names of the images it depends on, separated by commas. Default: all. */
    private String images;

    /** What its pipeline is given: no secrets, for all its jobs can read them. */
    private Map<String, String> variables;

    /** Called by Maven. */
    public DependentElement() {}

    DependentSettings.Element values() {
        return new DependentSettings.Element(
                text(project),
                text(ref),
                text(tokenVariable),
                text(serverId),
                text(images),
                variables == null ? Map.of() : variables);
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
