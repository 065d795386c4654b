package io.github.fdomaven.config;

import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.downstream.Poker;
import io.github.fdomaven.gitlab.AccessToken;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.Optional;

/**
 * What is set for the poking of dependents as a whole.
 *
 * @param gitlab where GitLab is
 * @param insecure whether it may be spoken to in plain HTTP
 * @param force whether to poke whoever built the images
 * @param failOnError whether a poke that failed fails the goal
 * @param reader what lets us follow the pipelines of dependents, if they are to be followed
 * @param waitLimit the longest that they are followed
 * @param parallelism how many dependents are poked at once
 */
public record PokeSettings(
        GitLabAddress gitlab,
        boolean insecure,
        boolean force,
        boolean failOnError,
        Optional<AccessToken> reader,
        Optional<Duration> waitLimit,
        int parallelism) {

    private static final String DEFAULT_GITLAB = "https://gitlab.com";

    /**
     * Reads them.
     *
     * @param sources where they may be set
     * @param secrets is told the access token
     * @return the settings
     * @throws FixableException naming the setting that is missing or not valid
     */
    public static PokeSettings read(SettingSources sources, Secrets secrets) {
        return new PokeSettings(
                sources.value(Setting.GITLAB_URL, GitLabAddress::parse)
                        .orElseGet(() -> GitLabAddress.parse(DEFAULT_GITLAB)),
                sources.flag(Setting.INSECURE_GITLAB).orElse(false),
                sources.flag(Setting.FORCE_POKE).orElse(false),
                sources.flag(Setting.FAIL_ON_ERROR).orElse(true),
                sources.flag(Setting.WAIT).filter(isOn -> isOn).map(isOn -> accessToken(sources, secrets)),
                sources.value(Setting.TIMEOUT, Lifetime::parse).map(Lifetime::duration),
                sources.value(Setting.PARALLELISM, Counts::parse).orElse(Poker.PARALLELISM));
    }

    /** Without it nobody could be followed, and it is better to know that before anybody was poked. */
    private static AccessToken accessToken(SettingSources sources, Secrets secrets) {
        String variable = sources.value(Setting.ACCESS_TOKEN_VARIABLE)
                .orElseThrow(() -> new FixableException(Setting.WAIT + " is set, but " + Setting.ACCESS_TOKEN_VARIABLE
                        + " is not: to follow the pipelines of other projects takes an access token that may read them"
                        + " (scope read_api), which neither a trigger token nor CI_JOB_TOKEN does. Name the variable that"
                        + " has one."));
        return Tokens.read(sources.environment(), variable, Setting.ACCESS_TOKEN_VARIABLE.toString(), secrets)
                .as(AccessToken::new);
    }
}
