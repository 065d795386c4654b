package io.github.fdomaven.maven;

import io.github.fdomaven.config.CheckAction;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Acts on the images that a check found outdated, as the settings say: fails, or makes a later build-image rebuild them. */
final class OutdatedImages {

    private final GoalInput input;
    private final MavenRun run;
    private final Setting action;

    /**
     * Creates the actions of a goal.
     *
     * @param action the setting with the action
     */
    OutdatedImages(GoalInput input, Setting action) {
        this.input = input;
        this.run = input.run();
        this.action = action;
    }

    /**
     * An image that should be rebuilt.
     *
     * @param problem why, as one sentence with the image
     * @param changedBase the base image that has changed, if this is the reason
     */
    record Outdated(NamedImage image, String problem, Optional<Reference> changedBase) {}

    /** Reads the action for each image, so that an invalid setting is reported before any work. */
    void prepare(List<NamedImage> images) {
        images.forEach(this::action);
    }

    private CheckAction action(NamedImage image) {
        return CheckAction.read(input.owner(image.reference()).sources(), action);
    }

    /**
     * Acts on all outdated images.
     *
     * @param failures why other images could not be checked
     * @throws FdoException if there are failures, or images for which the action is to fail, with all of them
     */
    void act(List<Outdated> outdated, List<FdoException> failures) {
        List<String> problems = new ArrayList<>();
        for (Outdated image : outdated) {
            if (action(image.image()) == CheckAction.FAIL) {
                problems.add(image.problem());
            }
        }
        if (!problems.isEmpty()) {
            problems.add("Rebuild with 'mvn fdo:build-image -Dfdo.force.rebuild=true'.");
            List<FdoException> all = new ArrayList<>(List.of(new FixableException(problems)));
            all.addAll(failures);
            FdoException.throwIfAny(all);
        }
        outdated.stream()
                .filter(image -> action(image.image()) == CheckAction.REBUILD)
                .forEach(this::rebuild);
        // A variable of an earlier run must not force a rebuild any longer.
        input.modules()
                .forEach(module -> input.dotenv(module.outputDirectory())
                        .forceRebuild(run.sessionRebuilds().demanded())
                        .forEach(run.log()::warn));
        FdoException.throwIfAny(failures);
    }

    private void rebuild(Outdated outdated) {
        NamedImage image = outdated.image();
        if (image.isUnnamed()) {
            run.log().warn(image + " is not an image of the POM, so it cannot be rebuilt");
            return;
        }
        run.sessionRebuilds().add(image.reference(), outdated.changedBase());
        run.log()
                .info("[" + image.name() + "] build-image rebuilds it later in this run; until then, fdo.env sets"
                        + " FDO_FORCE_REBUILD=1 for later jobs"
                        + (outdated.changedBase().isPresent() ? ", and names the base image for them" : ""));
    }
}
