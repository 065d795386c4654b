package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of goals that run containers. */
abstract class ContainerMojo extends EngineMojo {

    /**
     * Network of the container: <code>host</code>, <code>none</code> or the name of a network. Default: the engine's
     * default. Variable: <code>FDO_NETWORK</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.network")
    private String network;

    /**
     * Longest time for one build step, for the command of <code>run</code>, or for <code>wait</code>, such as
     * <code>90m</code> or <code>1h</code>. Default: none. Variable: <code>FDO_TIMEOUT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.timeout")
    private String timeout;
}
