package io.github.fdomaven.gitlab.stub;

/** Runs the jobs of a pipeline. */
public interface StubRunner {

    /** {@return whether they succeeded; one that throws has failed} */
    boolean run(StubPipeline pipeline) throws Exception;
}
