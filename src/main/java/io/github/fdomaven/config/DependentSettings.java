package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Lazy;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the dependents of the POM. One error lists the problems of all dependents.
 *
 * @param environment has the tokens that are in variables
 * @param servers returns the password of a server of settings.xml, or throws FixableException
 */
public record DependentSettings(Environment environment, Function<String, String> servers, Secrets secrets) {

    /** A {@code <dependent>} of the POM. */
    public record Element(Map<Setting, String> values, Map<String, String> variables) {

        private Optional<String> value(Setting setting) {
            return Optional.ofNullable(values.get(setting)).map(String::strip).filter(text -> !text.isEmpty());
        }

        private String required(Setting setting) {
            return value(setting)
                    .orElseThrow(() -> new FixableException("it has no " + setting + ". Add one, such as " + setting
                            + setting.spec().example().orElseThrow() + "</" + setting.element() + ">."));
        }
    }

    /**
     * Reads the dependents of the POM. Their tokens are read later, when they are needed.
     *
     * @param imageNames the names of all images of the module, including those that {@code only} leaves out
     * @throws FixableException if any of them is not valid
     */
    public List<Dependent> read(List<Element> elements, List<String> imageNames) {
        List<String> problems = new ArrayList<>();
        List<Dependent> dependents = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            String place = "Dependent " + (i + 1)
                    + element.value(Setting.DEPENDENT_PROJECT)
                            .map(text -> " (" + text + ")")
                            .orElse("");
            try {
                Dependent dependent = dependent(element, place);
                checkImages(dependent, imageNames);
                refuseTwice(dependent, dependents);
                dependents.add(dependent);
            } catch (FixableException | IllegalArgumentException e) {
                problems.add(place + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new FixableException(problems);
        }
        return dependents;
    }

    private Dependent dependent(Element element, String place) {
        String project = element.required(Setting.DEPENDENT_PROJECT);
        String ref = element.required(Setting.DEPENDENT_REF);
        Supplier<TokenSetting> token = token(element);
        return new Dependent(
                new ProjectId(project),
                new Ref(ref),
                new Lazy<>(() -> token(token, place)),
                new HashSet<>(SettingSources.splitNames(
                        element.value(Setting.DEPENDENT_IMAGES).orElse(""))),
                element.variables());
    }

    private static void checkImages(Dependent dependent, List<String> imageNames) {
        for (String image : dependent.images()) {
            if (!imageNames.contains(image)) {
                throw new FixableException(Setting.DEPENDENT_IMAGES + ": there is no image '" + image
                        + "'. The images of this module are "
                        + imageNames.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ".");
            }
        }
    }

    private static GitLabToken token(Supplier<TokenSetting> setting, String place) {
        try {
            return setting.get().as(GitLabToken::trigger);
        } catch (FixableException e) {
            throw new FixableException(place + ": " + e.getMessage(), e);
        }
    }

    /** Checks the settings now. The token itself may be missing, for example in a fork, which has no protected variables. */
    private Supplier<TokenSetting> token(Element element) {
        Optional<String> variable = element.value(Setting.DEPENDENT_TOKEN_VARIABLE);
        Optional<String> server = element.value(Setting.DEPENDENT_SERVER_ID);
        if (variable.isPresent() == server.isPresent()) {
            throw new FixableException("it has " + (server.isPresent() ? "both" : "neither")
                    + " <tokenVariable> " + (server.isPresent() ? "and" : "nor")
                    + " <serverId>. Set one of them: the variable that has the trigger token (or CI_JOB_TOKEN), or the"
                    + " server of settings.xml whose password is the trigger token.");
        }
        if (server.isPresent()) {
            return ofServer(server.get());
        }
        Setting setting = Setting.DEPENDENT_TOKEN_VARIABLE;
        String name = TokenSetting.variable(variable.get(), setting, environment, secrets);
        return () -> TokenSetting.ofVariable(name, setting, environment, secrets);
    }

    private Supplier<TokenSetting> ofServer(String id) {
        if (environment.isValue(id)) {
            secrets.add(id);
            throw new FixableException(
                    Setting.DEPENDENT_SERVER_ID + ": the value is that of a variable. It is not shown,"
                            + " because it may be a token. Write the id of the server of settings.xml that has the token.");
        }
        return () -> TokenSetting.of("the server '" + id + "' of settings.xml", servers.apply(id), secrets);
    }

    /** The pipeline would be triggered twice. */
    private static void refuseTwice(Dependent dependent, List<Dependent> before) {
        boolean isTwice = before.stream().anyMatch(dependent::hasSamePipelineAs);
        if (isTwice) {
            throw new FixableException("an earlier <dependent> has the same project, ref and variables. Merge the"
                    + " two, with the <images> of both.");
        }
    }
}
