package io.github.fdomaven.config;

/** Which output of the programs that build an image is shown. */
public enum StepOutput {
    /** All output. */
    ALL,
    /** The output of a step that fails. */
    STEPS;

    /** {@return the output that is set} */
    public static StepOutput read(SettingSources sources) {
        return sources.choice(Setting.OUTPUT, StepOutput.class).orElseThrow();
    }
}
