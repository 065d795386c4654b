package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.DependentSettings.Element;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependentSettingsTest {

    private static final String TOKEN = "glptt-secret+1";
    private static final String NOT_SET = " is not set or empty. Set it where Maven runs: in GitLab under Settings,"
            + " CI/CD, Variables. Pipelines of unprotected branches and tags do not get protected variables.";
    private static final String ONE_OF_THEM = ". Set one of them: the variable that has the trigger token (or"
            + " CI_JOB_TOKEN), or the server of settings.xml whose password is the trigger token.";

    private final Map<String, String> environment = new HashMap<>(Map.of("TOKEN", TOKEN));
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<String> servers = new ArrayList<>();
    private final Secrets secrets = new Secrets();

    private List<Dependent> read(Element... elements) {
        return new DependentSettings(new Environment(environment), this::password, secrets)
                .read(List.of(elements), List.of("base", "tools"));
    }

    private String password(String id) {
        servers.add(id);
        if (id.equals("missing")) {
            throw new FixableException("<serverId>: settings.xml has no server 'missing' with a password.");
        }
        return " glptt-of-the-server\n";
    }

    private Element element(String project, String ref, String tokenVariable, String serverId, String images) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.put(Setting.DEPENDENT_PROJECT, project);
        values.put(Setting.DEPENDENT_REF, ref);
        values.put(Setting.DEPENDENT_TOKEN_VARIABLE, tokenVariable);
        values.put(Setting.DEPENDENT_SERVER_ID, serverId);
        values.put(Setting.DEPENDENT_IMAGES, images);
        return new Element(values, variables);
    }

    private Element app(String ref, Map<String, String> given) {
        return new Element(element("group/app", ref, "TOKEN", null, null).values(), given);
    }

    private void assertRefused(String message, Element... elements) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(elements))
                .withMessage(message);
    }

    @Test
    void needProjectRefAndToken() {
        Dependent dependent =
                read(element("group/app", "main", "TOKEN", null, null)).get(0);

        assertThat(dependent.project()).isEqualTo(new ProjectId("group/app"));
        assertThat(dependent.ref()).isEqualTo(new Ref("main"));
        assertThat(dependent.token().get()).isEqualTo(GitLabToken.trigger(TOKEN));
        assertThat(dependent.images()).isEmpty();
        assertThat(dependent.variables()).isEmpty();
        assertThat(servers).isEmpty();
    }

    @Test
    void readImagesAndVariables() {
        variables.put("SOMEVARIABLE", "some value, and more");
        variables.put("EMPTY", "");

        Dependent dependent =
                read(element("7", "v1.0", "TOKEN", null, "base, tools ,,base")).get(0);

        assertThat(dependent.project().isNumber()).isTrue();
        assertThat(dependent.images()).containsExactlyInAnyOrder("base", "tools");
        assertThat(dependent.variables())
                .isEqualTo(Map.of("SOMEVARIABLE", "some value, and more", "EMPTY", ""))
                .satisfies(given -> assertThat(given.keySet()).containsExactly("SOMEVARIABLE", "EMPTY"));
    }

    @Test
    void refuseAnUnknownImage() {
        assertRefused(
                "Dependent 2 (group/app): <images>: there is no image 'bse'. The images of this module are 'base',"
                        + " 'tools'.",
                element("group/other", "main", "TOKEN", null, "tools"),
                element("group/app", "main", "TOKEN", null, "base, bse"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void requireAProjectThatIsNotBlank(String blank) {
        assertRefused(
                "Dependent 1: it has no <project>. Add one, such as <project>group/project</project>.",
                element(blank, "main", "TOKEN", null, null));
    }

    @Test
    void ignoreWhiteSpaceAroundValues() {
        assertThat(read(element("\n group/app\n", " main", "TOKEN ", null, null)))
                .extracting(Dependent::toString)
                .containsExactly("group/app (main)");
    }

    @Test
    void keepTheOrderOfThePom() {
        assertThat(read(
                        element("group/zoo", "main", "TOKEN", null, null),
                        element("group/ant", "main", "TOKEN", null, null)))
                .extracting(Dependent::toString)
                .containsExactly("group/zoo (main)", "group/ant (main)");
    }

    @Test
    void useThePasswordOfAServerAsTheToken() {
        assertThat(read(element("group/app", "main", null, "gitlab", null)))
                .extracting(dependent -> dependent.token().get())
                .containsExactly(GitLabToken.trigger("glptt-of-the-server"));
        assertThat(servers).containsExactly("gitlab");
        assertThat(secrets.redact("it is glptt-of-the-server")).isEqualTo("it is ***");
    }

    @Test
    void addTheTokenToTheSecrets() {
        List<Dependent> read = read(element("group/app", "main", "TOKEN", null, null));
        read.get(0).token().get();

        assertThat(read.toString()).doesNotContain(TOKEN);
        assertThat(secrets.redact("it is " + TOKEN)).isEqualTo("it is ***");
    }

    @Test
    void mayBeNone() {
        assertThat(read()).isEmpty();
    }

    private void assertTokenRefused(String message, Element element) {
        Dependent dependent = read(element).get(0);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(dependent.token()::get)
                .withMessage(message);
    }

    @Test
    void refuseATokenInThePlaceOfTheNameOfItsVariable() {
        assertRefused(
                "Dependent 1 (group/app): <tokenVariable>: the value is not the name of a variable. It is not shown,"
                        + " because it may be a token. Write the name of the variable that has the token.",
                element("group/app", "main", TOKEN, null, null));
        assertThat(secrets.redact(TOKEN)).isEqualTo("***");
    }

    @Test
    void requireARef() {
        assertRefused(
                "Dependent 1 (group/app): it has no <ref>. Add one, such as <ref>main</ref>.",
                element("group/app", null, "TOKEN", null, null));
    }

    @Test
    void requireAToken() {
        assertRefused(
                "Dependent 1 (group/app): it has neither <tokenVariable> nor <serverId>" + ONE_OF_THEM,
                element("group/app", "main", null, null, null));
    }

    @Test
    void refuseTwoTokens() {
        assertRefused(
                "Dependent 1 (group/app): it has both <tokenVariable> and <serverId>" + ONE_OF_THEM,
                element("group/app", "main", "TOKEN", "gitlab", null));
        assertThat(servers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void refuseABlankTokenVariable(String blank) {
        environment.put("TOKEN", blank);

        assertTokenRefused(
                "Dependent 1 (group/app): <tokenVariable>: the variable TOKEN" + NOT_SET,
                element("group/app", "main", "TOKEN", null, null));
    }

    @Test
    void refuseAnUnknownServer() {
        assertTokenRefused(
                "Dependent 1 (group/app): <serverId>: settings.xml has no server 'missing' with a password.",
                element("group/app", "main", null, "missing", null));
    }

    @Test
    void doNotShowAnInvalidToken() {
        environment.put("TOKEN", "glptt-secret other");

        assertTokenRefused(
                "Dependent 1 (group/app): the variable TOKEN: The trigger token has white space or characters that no"
                        + " token has. Check for an extra line end or quote.",
                element("group/app", "main", "TOKEN", null, null));
        assertThat(secrets.redact("glptt-secret other")).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "group/app/", "https://gitlab.example.org/group/app", "0", "group/../app"})
    void refuseAnInvalidProject(String project) {
        assertRefused(
                "Dependent 1 (" + project + "): '" + project
                        + "' is not a GitLab project. Valid are the path with all"
                        + " groups, as in group/project, and the project's number.",
                element(project, "main", "TOKEN", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my branch", "a..b", "-x", "main~1"})
    void refuseAnInvalidRef(String ref) {
        assertRefused(
                "Dependent 1 (group/app): '" + ref
                        + "' is not a valid name of a branch or tag in git. Examples are main and v1.0.",
                element("group/app", ref, "TOKEN", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOME-VARIABLE", "a.b", "größe"})
    void refuseAnInvalidVariableName(String name) {
        variables.put(name, "x");

        assertRefused(
                "Dependent 1 (group/app): '" + name
                        + "' is not the name of a variable. Valid are up to 255 letters from A to Z, digits and '_'.",
                element("group/app", "main", "TOKEN", null, null));
    }

    @Test
    void refuseTheVariableOfThePokeChain() {
        variables.put("FDO_POKE_CHAIN", "");

        assertRefused(
                "Dependent 1 (group/app): The plugin itself sets the variable FDO_POKE_CHAIN to"
                        + " detect loops. Remove it from <variables>.",
                element("group/app", "main", "TOKEN", null, null));
    }

    @Test
    void reportTheProblemsOfAllDependents() {
        assertRefused(
                "Dependent 1: it has no <project>. Add one, such as <project>group/project</project>.\n"
                        + "Dependent 3 (group/c): it has no <ref>. Add one, such as <ref>main</ref>.\n"
                        + "Dependent 4 (d): 'd' is not a GitLab project. Valid are the path with all groups, as in"
                        + " group/project, and the project's number.",
                element(null, "main", "TOKEN", null, null),
                element("group/b", "main", "TOKEN", null, null),
                element("group/c", null, "OTHER", null, null),
                element("d", "main", "TOKEN", null, null));
    }

    @ParameterizedTest
    @CsvSource({"group/app", "Group/App"})
    void refuseTheSameDependentTwice(String again) {
        assertRefused(
                "Dependent 3 (" + again
                        + "): an earlier <dependent> has the same project, ref and variables. Merge the two, with"
                        + " the <images> of both.",
                element("group/app", "main", "TOKEN", null, "base"),
                element("group/other", "main", "TOKEN", null, null),
                element(again, "main", null, "gitlab", "tools"));
    }

    @Test
    void allowOneProjectWithDifferentRefsOrVariables() {
        assertThat(read(
                        app("main", Map.of()),
                        app("other", Map.of()),
                        app("main", Map.of("A", "1")),
                        app("main", Map.of("A", "2"))))
                .hasSize(4);
    }
}
