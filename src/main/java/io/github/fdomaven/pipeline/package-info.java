/**
 * The GitLab child pipeline that builds the images of a plan, one job for each image. {@code ChildPipeline} makes the jobs,
 * {@code GitLabYaml} writes them.
 */
package io.github.fdomaven.pipeline;
