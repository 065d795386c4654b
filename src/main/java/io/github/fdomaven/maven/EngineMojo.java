package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of goals that may need a container engine. */
abstract class EngineMojo extends ImageMojo {

    /**
     * Address of the container engine: <code>unix:///path</code>, <code>tcp://host:port</code>,
     * <code>https://host:port</code>, <code>ssh://user@host</code>, or <code>buildah:</code> for the program
     * <code>buildah</code>. Default: the first of <code>DOCKER_HOST</code>, <code>CONTAINER_HOST</code>, the current Docker
     * context, the usual sockets, and the programs <code>podman</code> and <code>buildah</code>. Variable:
     * <code>FDO_DOCKER_HOST</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.docker.host")
    private String dockerHost;

    /**
     * Host of the registry as the engine reaches it, if that differs from the host of <code>registryImage</code>.
     * Default: the same host. Variable: <code>FDO_ENGINE_REGISTRY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.engine.registry")
    private String engineRegistry;
}
