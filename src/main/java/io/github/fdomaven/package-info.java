/**
 * The fdo-maven-plugin. Its packages are layers: a package uses only those below it, in the order that the
 * test class {@code ArchitectureRule} lists.
 *
 * <p>This is the way of one image through {@code mvn fdo:build-image}, from the POM to the engine and back. The steps are in the
 * order in which they begin; a step that is computed lazily is where it is first needed.
 *
 * <ol>
 *   <li>{@code GoalMojo.execute}: Maven calls the goal. The fields of the mojos only declare the parameters;
 *       {@code PluginConfiguration} reads their values.
 *   <li>{@code Reactor.candidates}: finds the modules that declare the plugin, and reads the configuration of each.
 *   <li>{@code ImageMojo.run}: makes the {@code GoalInput}, which has the modules that are not skipped, and calls
 *       {@code BuildImageMojo}, which calls {@code BuildImageGoal}.
 *   <li>{@code BuildImageGoal.run}: the goal. It reads the graph, claims the images, so that no other module builds them at the
 *       same time, plans, executes the plan and reports. All steps below are called from here.
 *   <li>{@code GoalInput.graph}: the graph of images, read once: {@code ImageGraphReader} makes an {@code ImageNode} of each
 *       {@code <image>} of each module.
 *   <li>{@code ImageGraph.selectedDefinitions}: the definitions of the images to build, each after its base image. {@code
 *       BuildFactory.images} asks for them.
 *   <li>{@code ImageNode.readDefinition}: computes the recipe, the reference and the base image of one image, each once, when
 *       {@code DeclaredImage.definition} is first called. The definition of the base image is computed before.
 *   <li>{@code ImageSettings.definition}: turns settings into an {@code ImageDefinition}, which never changes again.
 *   <li>{@code Planner.plan}: decides what is done for each image, in the next steps. At the end it checks that the base images exist
 *       ({@code MissingBases}).
 *   <li>{@code ExistingImages.lookUp}: looks the image up, in the project and upstream. The images of an index are looked up only if
 *       the index is joined; then all actions are chosen again.
 *   <li>{@code ProjectStore.find}: asks the engine for an image that is in no registry, and {@code RegistryStore} for others.
 *   <li>{@code RegistryStore.find}: makes an {@code ImageRecord} of the manifest and the config.
 *   <li>{@code HttpRegistry.manifest}: requests the manifest, through {@code ManifestClient}, {@code RegistryClient}, which adds
 *       credentials and retries, and {@code HttpTransport}.
 *   <li>{@code Staleness.find}: compares the labels of an image that exists with its definition and its base image.
 *   <li>{@code Planner.decideAction}: chooses the {@code Action} for the image. The image of this example is built.
 *   <li>{@code Execution.run}: executes the plan, independent images in parallel, with one {@code ImageTask} for each image.
 *   <li>{@code ImageTask.work}: the work on one image. If this run also builds its base image, the work begins when that image is in the
 *       engine.
 *   <li>{@code ActionExecution.apply}: skips, copies, builds or fails, as planned.
 *   <li>{@code ImageBuilder.build}: builds one image, in the steps below, on the engine that {@code EngineSelection} finds. As soon
 *       as an engine is certainly needed, {@code BuildImageGoal} calls {@code warmUp}, which finds it in the background.
 *   <li>{@code BaseImageResolver.resolve}: finds the base image, and pulls it into the engine.
 *   <li>{@code DockerEngine.start}: starts the build container, and {@code CacheDirectory} starts it again if it does not see the
 *       mounted cache directory. {@code ImageBuilder.assemble} calls this step and the next two.
 *   <li>{@code Steps.run}: runs prepare, upgrade, install, exec and clean in the container.
 *   <li>{@code DockerContainer.commit}: commits the container as an image with labels.
 *   <li>{@code ImagePublisher.publish}: pushes the image, and reads its digest from the registry.
 *   <li>{@code BuildImageGoal.report}: writes the results of each module with {@code Reports.images}, {@code PageReport} and {@code
 *       DotenvReport}, and sets Maven properties.
 * </ol>
 *
 * <p>An image for several platforms is an index. The image for each platform goes this way, and then {@code IndexJoiner.join} joins
 * them. {@code BuildahEngine} takes the place of {@code DockerEngine} where only buildah can build.
 */
package io.github.fdomaven;
