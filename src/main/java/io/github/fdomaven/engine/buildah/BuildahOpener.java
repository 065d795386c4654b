package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.registry.auth.CredentialChain;
import java.util.Optional;

/** Checks that the buildah program works, and makes an engine of it. */
public final class BuildahOpener {

    private BuildahOpener() {}

    /**
     * {@return the buildah program as an engine}
     *
     * @param discovery the programs on the PATH, and the variables of the program
     * @param credentials the credentials for registries
     * @param aliases the engine's host names of registries
     * @param plainHttp the registries that may be reached without TLS
     * @throws NoAnswerException if there is no buildah, or it cannot work on this machine
     */
    public static Engine open(
            EngineDiscovery discovery, CredentialChain credentials, RegistryAliases aliases, PlainHttp plainHttp)
            throws NoAnswerException {
        Privileges privileges = Privileges.ofThisProcess();
        BuildahPrograms programs = BuildahPrograms.find(discovery.programs(), storageDriver(discovery, privileges));
        BuildahSession session = BuildahSession.begin(programs, privileges);
        BuildahErrors errors = new BuildahErrors("buildah " + session.version());
        Buildah buildah = new Buildah(session.namespaces(programs, privileges), session.temporary());
        return new BuildahEngine(
                buildah, session, errors, new BuildahTransfers(buildah, errors, credentials, aliases, plainHttp));
    }

    /**
     * The program does not use its variable in each case. The file system of a container without privileges does not allow another
     * driver than vfs, unless a volume has the images.
     */
    private static Optional<String> storageDriver(EngineDiscovery discovery, Privileges privileges) {
        return discovery
                .environment()
                .get("STORAGE_DRIVER")
                .or(() -> privileges == Privileges.SAME_IDS ? Optional.of("vfs") : Optional.empty());
    }
}
