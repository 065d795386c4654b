package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.project.ProjectArchive;
import io.github.fdomaven.project.ProjectFiles;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The input of exec.
 *
 * @param command the command of the user
 * @param project the files of the project
 * @param crlf finds scripts whose lines end in CRLF, which may be why exec failed
 * @param variables the variables of {@code execEnvironment}
 */
record ExecInput(String command, ProjectArchive project, CrlfCheck crlf, Map<String, String> variables) {

    /**
     * Reads and checks the input.
     *
     * @throws FixableException if exec cannot run with these files or variables
     */
    static ExecInput read(ImageDefinition image, Exec exec, BuildSettings settings, BuildLog log) {
        Path directory = image.module().directory();
        List<Path> files = projectFiles(image, log).list();
        CrlfCheck crlf = new CrlfCheck(image.name(), exec, directory, files);
        crlf.refuseScripts();
        for (String named : exec.files().keySet()) {
            if (!files.contains(Path.of(named))) {
                throw new FixableException("The exec of the image '" + image.name() + "' names the file " + named
                        + ", but the build container would not get it. Either git ignores the file ('git add --force "
                        + named + "' adds it), or it is in the build directory or in Maven's"
                        + " local repository.");
            }
        }
        Map<String, String> variables = settings.execVariables().apply(image);
        return new ExecInput(exec.command(), new ProjectArchive(directory, files), crlf, variables);
    }

    /** The command, without the variables, which may be secrets. */
    @Override
    public String toString() {
        return command;
    }

    static ProjectFiles projectFiles(ImageDefinition image, BuildLog log) {
        ProjectModule module = image.module();
        return new ProjectFiles(module.directory(), module.maven(), text -> log.warning(image.name(), text));
    }
}
