package io.github.fdomaven.gitlab.stub;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the stub from the command line, to try the goals by hand. */
public final class StubMain {

    private static final int PORT = 8929;

    private static final String USAGE = """
            A stub of GitLab, to try fdo:poke-dependents by hand. Arguments, which can be repeated:
              --port=8929                      the port; 0 for a free port
              --root=/gitlab                   the path below which GitLab is; default: none
              --project=group/app:TOKEN[:REF]  a project, its trigger token, and a branch other than main
              --job-token=TOKEN                the token of a running job, as in CI_JOB_TOKEN
              --ended-job-token=TOKEN          the token of an ended job
              --access-token=TOKEN             a token that may read pipelines, for <wait>
              --end=failed                     the last status of pipelines; default: success
              --delay=200                      the milliseconds before each answer
              --fail=N:HOW                     the next N requests fail: throttle, error, gateway, too-many, object, drop
            """;

    private final List<String> arguments;
    private final PrintStream out;

    private StubMain(List<String> arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    /**
     * Runs until it is interrupted.
     *
     * @param args see --help
     */
    public static void main(String[] args) throws IOException {
        try {
            start(List.of(args), System.out);
        } catch (BindException e) {
            System.out.println("The port is in use. Set another port with --port, or 0 for a free port.");
            System.exit(1);
        }
    }

    /** {@return the stub, or null if only the usage was printed} */
    static GitLabStub start(List<String> arguments, PrintStream out) throws IOException {
        return new StubMain(arguments, out).start();
    }

    private GitLabStub start() throws IOException {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return null;
        }
        for (String argument : arguments) {
            if (!argument.matches("--[a-z-]+=.+") || !USAGE.contains(argument.replaceAll("=.*", "="))) {
                out.println(argument + " is not a valid argument.");
                out.print(USAGE);
                return null;
            }
        }
        int port = values("port").stream().findFirst().map(Integer::valueOf).orElse(PORT);
        GitLabStub stub =
                new GitLabStub(port, values("root").stream().findFirst().orElse(""));
        stub.observe((request, answer) -> out.println(request + " -> "
                + (answer.isDropped()
                        ? "connection dropped"
                        : answer.status() + " " + answer.content().strip().replaceAll("\\s+", " "))));
        values("job-token").forEach(token -> stub.jobToken(token, true));
        values("ended-job-token").forEach(token -> stub.jobToken(token, false));
        values("access-token").forEach(stub::accessToken);
        values("project").forEach(project -> addProject(stub, project));
        values("delay").forEach(millis -> stub.delay(Duration.ofMillis(Long.parseLong(millis))));
        values("fail").forEach(failure -> addFailure(stub, failure));
        out.println("gitlabUrl: " + stub.url() + " (stop with Ctrl-C)");
        return stub;
    }

    private List<String> values(String name) {
        String start = "--" + name + "=";
        List<String> values = new ArrayList<>();
        arguments.stream()
                .filter(argument -> argument.startsWith(start))
                .forEach(argument -> values.add(argument.substring(start.length())));
        return values;
    }

    private void addProject(GitLabStub stub, String text) {
        String[] parts = text.split(":");
        StubProject project = stub.project(parts[0]);
        if (parts.length > 1) {
            project.token(parts[1]);
        }
        if (parts.length > 2) {
            project.ref(parts[2]);
        }
        values("end").forEach(end -> project.statuses("created", "pending", "running", end));
    }

    private static void addFailure(GitLabStub stub, String text) {
        String[] parts = text.split(":");
        stub.fail(
                Integer.parseInt(parts[0]),
                switch (parts[1]) {
                    case "throttle" -> StubAnswer.throttled(1);
                    case "error" -> StubAnswer.internalError();
                    case "gateway" -> StubAnswer.badGateway();
                    case "too-many" -> StubAnswer.tooManyPipelines();
                    case "object" -> StubAnswer.pipelineError("Reference not found");
                    case "drop" -> StubAnswer.dropped();
                    default -> throw new IllegalArgumentException("--fail=" + text);
                });
    }
}
