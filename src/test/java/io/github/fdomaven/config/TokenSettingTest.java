package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSettingTest {

    private static final String TOKEN = "glptt-secret+1";

    private final Secrets secrets = new Secrets();

    private GitLabToken read(String value) {
        return TokenSetting.ofVariable(
                        "TOKEN", Setting.DEPENDENT_TOKEN_VARIABLE, new Environment(Map.of("TOKEN", value)), secrets)
                .as(GitLabToken::trigger);
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, " " + TOKEN, TOKEN + "\n", "\t" + TOKEN + " \r\n"})
    void ignoresWhiteSpaceAroundTheToken(String value) {
        assertThat(read(value)).isEqualTo(GitLabToken.trigger(TOKEN));
        assertThat(secrets.redact("token=" + TOKEN + ".")).isEqualTo("token=***.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void namesSettingAndVariableIfTheVariableIsBlank(String blank) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(blank))
                .withMessage("<tokenVariable>: the variable TOKEN is not set or empty. Set it where Maven runs: in"
                        + " GitLab under Settings, CI/CD, Variables. Pipelines of unprotected branches and tags do not"
                        + " get protected variables.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"glptt-secret other", "glptt-secret\nother", "glptt-größe", "\u00a0glptt-secret"})
    void doesNotShowAnInvalidToken(String value) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(value))
                .withMessage("the variable TOKEN: The trigger token has white space or characters that no token"
                        + " has. Check for an extra line end or quote.");
        assertThat(secrets.redact("<" + value + ">")).isEqualTo("<***>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"glptt-secret", "my token", "$MY_TOKEN", "${env.TOKEN}", "1234TOKEN"})
    void doesNotShowATokenInPlaceOfTheNameOfAVariable(String value) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> TokenSetting.ofVariable(
                        value, Setting.DEPENDENT_TOKEN_VARIABLE, new Environment(Map.of()), secrets))
                .withMessage(
                        "<tokenVariable>: the value is not the name of a variable. It is not shown, because it may be"
                                + " a token. Write the name of the variable that has the token.");
        assertThat(secrets.redact("<" + value + ">")).isEqualTo("<***>");
    }

    @Test
    void addsTheTokenToTheSecretsBeforeItIsUsed() {
        TokenSetting.of("somewhere", TOKEN, secrets).as(value -> {
            assertThat(secrets.redact(value)).isEqualTo("***");
            return value;
        });
    }

    @Test
    void namesTheSourceOfTheToken() {
        assertThat(TokenSetting.of("the server 'x' of settings.xml", TOKEN, secrets))
                .hasToString("the server 'x' of settings.xml");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> TokenSetting.of("the server 'x' of settings.xml", " ", secrets)
                        .as(GitLabToken::trigger))
                .withMessage("the server 'x' of settings.xml: The trigger token is empty.");
    }

    @Provide
    Arbitrary<String> halves() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(8).ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> broken() {
        return Combinators.combine(halves(), Arbitraries.of(" ", "\n", "\t", "\u0000", "ä", "\u2028"), halves())
                .as((one, between, other) -> one + between + other);
    }

    @Property
    void showsNoPartOfAnInvalidToken(@ForAll("broken") String value) {
        TokenSetting token = TokenSetting.of("somewhere", value, new Secrets());

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> token.as(GitLabToken::trigger))
                .withMessage("somewhere: The trigger token has white space or characters that no token has. Check for"
                        + " an extra line end or quote.");
    }

    @Property
    void keepsAValidToken(@ForAll("halves") String value) {
        assertThat(TokenSetting.of("somewhere", value, new Secrets()).as(GitLabToken::trigger))
                .isEqualTo(GitLabToken.trigger(value));
    }
}
