/**
 * The fdo-maven-plugin. Its packages are layers: a package uses only those below it, in the order of the test
 * {@code ArchitectureRule}.
 *
 * <p>This is the way of one image through {@code mvn fdo:build-image}, from the POM to the engine and back:
 *
 * <ol>
 *   <li>{@code ImageMojo.execute}: Maven calls the goal. All parameters are declared here.
 *   <li>{@code Reactor.candidates}: finds the modules that declare the plugin, and reads the configuration of each.
 *   <li>{@code BuildImageGoal.run}: the goal. Everything below is called from here.
 *   <li>{@code Build.images}: asks for the images to build.
 *   <li>{@code GoalInput.graph}: the graph of images, read once.
 *   <li>{@code ImageGraphReader.read}: makes an {@code ImageNode} of each {@code <image>} of each module.
 *   <li>{@code ImageNode.readDefinition}: computes the recipe, the reference and the base image, each once.
 *   <li>{@code ImageSettings.definition}: turns settings into an {@code ImageDefinition}, which never changes again.
 *   <li>{@code ImageGraph.selected}: the definitions, each after its base image.
 *   <li>{@code Planner.plan}: decides what is done for each image.
 *   <li>{@code ExistingImages.look}: looks the image up, in the project and upstream.
 *   <li>{@code ProjectStore.find}: asks the registry, or the engine for an image that is in no registry.
 *   <li>{@code HttpRegistry.manifest}: the request to the registry. The answer becomes an {@code ImageRecord}.
 *   <li>{@code Staleness.find}: compares the labels of an image that exists with its definition and its base image.
 *   <li>{@code Execution.run}: executes the plan, independent images in parallel.
 *   <li>{@code ImageTask.apply}: skips, copies, builds or fails, as planned. The image of this example is built.
 *   <li>{@code ImageBuilder.build}: builds one image.
 *   <li>{@code DockerEngineProvider.engine}: finds the engine, now that one is needed.
 *   <li>{@code BaseImageResolver.resolve}: finds the base image, and pulls it into the engine.
 *   <li>{@code DockerEngine.start}: starts the build container.
 *   <li>{@code Steps.run}: runs prepare, upgrade, install, exec and clean in the container.
 *   <li>{@code DockerContainer.commit}: commits the container as an image with labels.
 *   <li>{@code ImagePublisher.publish}: pushes the image, and reads its digest from the registry.
 *   <li>{@code BuildImageGoal.report}: shares the results among the modules.
 *   <li>{@code Reports.images}: writes {@code images.json}.
 * </ol>
 */
package io.github.fdomaven;
