package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EnginePrograms;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.registry.auth.CredentialChain;

/** Checks that the buildah program works, and makes an engine of it. */
public final class BuildahOpener {

    private BuildahOpener() {}

    /**
     * {@return the buildah program as an engine}
     *
     * @param path the programs on the PATH
     * @param credentials the credentials for registries
     * @param aliases the engine's host names of registries
     * @param plainHttp the registries that may be reached without TLS
     * @throws NoAnswerException if there is no buildah, or it cannot work on this machine
     */
    public static Engine open(
            EnginePrograms path, CredentialChain credentials, RegistryAliases aliases, PlainHttp plainHttp)
            throws NoAnswerException {
        BuildahPrograms programs = BuildahPrograms.find(path);
        Privileges privileges = Privileges.ofThisProcess();
        BuildahSession session = BuildahSession.begin(programs, privileges);
        BuildahErrors errors = new BuildahErrors("buildah " + session.version());
        Buildah buildah = new Buildah(session.namespaces(programs, privileges), session.temporary());
        return new BuildahEngine(
                buildah, session, errors, new BuildahTransfers(buildah, errors, credentials, aliases, plainHttp));
    }
}
