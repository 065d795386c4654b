package io.github.fdomaven.maven;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** Decrypters of the passwords in settings.xml. */
final class Decrypters {

    private Decrypters() {}

    /** Decrypts every password to the same text. */
    static SettingsDecrypter returning(String password, String... problems) {
        return request -> {
            Server server = request.getServers().get(0).clone();
            server.setPassword(password);
            return new Result(server, problems(problems));
        };
    }

    /** Decrypts nothing. */
    static SettingsDecrypter failing(String problem) {
        return request -> new Result(request.getServers().get(0), problems(problem));
    }

    /** Maven's own decrypter, for a user who has no file with a master password. */
    static SettingsDecrypter withoutMasterPassword() {
        return new DefaultSettingsDecrypter(
                new DefaultSecDispatcher(new DefaultPlexusCipher(), Map.of(), "/nowhere/settings-security.xml"));
    }

    private static List<SettingsProblem> problems(String... messages) {
        return Stream.of(messages)
                .<SettingsProblem>map(message ->
                        new DefaultSettingsProblem(message, SettingsProblem.Severity.ERROR, "settings.xml", 1, 1, null))
                .toList();
    }

    /** What a decrypter answers for a single server. */
    private record Result(Server server, List<SettingsProblem> problems) implements SettingsDecryptionResult {

        @Override
        public Server getServer() {
            return server;
        }

        @Override
        public List<Server> getServers() {
            return List.of(server);
        }

        @Override
        public Proxy getProxy() {
            return null;
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return problems;
        }
    }
}
