package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.gitlab.TriggerToken;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes dependents of what the POM has for them. All that is wrong with any of them is said at once. */
public final class DependentSettings {

    private final Environment environment;
    private final Function<String, String> servers;
    private final Secrets secrets;

    /**
     * Prepares to read them.
     *
     * @param environment has the tokens that are in variables
     * @param servers gives the password of a server of settings.xml, or throws FixableException
     * @param secrets is told the tokens
     */
    public DependentSettings(Environment environment, Function<String, String> servers, Secrets secrets) {
        this.environment = environment;
        this.servers = servers;
        this.secrets = secrets;
    }

    /**
     * A dependent as the POM has it.
     *
     * @param project the project
     * @param ref the branch or tag
     * @param tokenVariable the variable that has the token
     * @param serverId the server of settings.xml that has the token
     * @param images the names of the images it depends on, separated by commas
     * @param variables what its pipeline is given
     */
    public record Element(
            Optional<String> project,
            Optional<String> ref,
            Optional<String> tokenVariable,
            Optional<String> serverId,
            Optional<String> images,
            Map<String, String> variables) {}

    /**
     * Reads them.
     *
     * @param elements the dependents as the POM has them, in its order
     * @return the dependents
     * @throws FixableException naming what is missing or not valid, of all of them
     */
    public List<Dependent> read(List<Element> elements) {
        if (elements.isEmpty()) {
            throw new FixableException("No <dependents> are set, so there is nobody to poke: add a <dependent> with"
                    + " <project>, <ref> and <tokenVariable>, or leave the goal out.");
        }
        List<String> problems = new ArrayList<>();
        List<Dependent> dependents = IntStream.range(0, elements.size())
                .mapToObj(number -> read(elements.get(number), number + 1, problems))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new FixableException(String.join("\n", problems));
        }
        refuseTwice(dependents);
        return dependents;
    }

    private Optional<Dependent> read(Element element, int number, List<String> problems) {
        String name = element.project().map(project -> " (" + project + ")").orElse("");
        try {
            return Optional.of(dependent(element));
        } catch (FixableException | IllegalArgumentException e) {
            problems.add("Dependent " + number + name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Dependent dependent(Element element) {
        String project = required(element.project(), "project", "group/project");
        String ref = required(element.ref(), "ref", "main");
        return new Dependent(
                new ProjectId(project),
                new Ref(ref),
                token(element).as(TriggerToken::new),
                new HashSet<>(Commas.split(element.images().orElse(""))),
                texts(element.variables()));
    }

    private static String required(Optional<String> value, String element, String example) {
        return value.orElseThrow(() -> new FixableException(
                "it has no <" + element + ">. Set one, as in <" + element + ">" + example + "</" + element + ">."));
    }

    private Tokens token(Element element) {
        if (element.tokenVariable().isPresent() == element.serverId().isPresent()) {
            throw new FixableException((element.serverId().isPresent()
                            ? "it has both <tokenVariable> and <serverId>"
                            : "it has neither <tokenVariable> nor <serverId>, so there is no token to trigger it with")
                    + ". Set one of them: the variable that has the trigger token (or CI_JOB_TOKEN), or the server of"
                    + " settings.xml whose password it is.");
        }
        return element.tokenVariable()
                .map(variable -> Tokens.read(environment, variable, "<tokenVariable>", secrets))
                .orElseGet(() -> server(element.serverId().orElseThrow()));
    }

    private Tokens server(String id) {
        if (environment.isValue(id)) {
            secrets.add(id);
            throw new FixableException(
                    "<serverId>: what is given is the value of a variable, and is not shown here, for it"
                            + " may be a token. Write the id of the server of settings.xml that has the token.");
        }
        return Tokens.of("the server '" + id + "' of settings.xml", servers.apply(id), secrets);
    }

    /** Maven has null for an element without a text. */
    private static Map<String, String> texts(Map<String, String> variables) {
        Map<String, String> texts = new LinkedHashMap<>(variables);
        texts.replaceAll((name, value) -> value == null ? "" : value);
        return texts;
    }

    /** It would be triggered twice, which is once too often. */
    private static void refuseTwice(List<Dependent> dependents) {
        for (int i = 0; i < dependents.size(); i++) {
            Dependent one = dependents.get(i);
            boolean isTwice = dependents.subList(0, i).stream()
                    .anyMatch(other -> other.project()
                                    .value()
                                    .equalsIgnoreCase(one.project().value())
                            && other.ref().equals(one.ref())
                            && other.variables().equals(one.variables()));
            if (isTwice) {
                throw new FixableException(
                        "Dependent " + (i + 1) + " (" + one.project() + "): the same project, ref and"
                                + " variables are there already. Make one of the two, with the <images> of both.");
            }
        }
    }
}
