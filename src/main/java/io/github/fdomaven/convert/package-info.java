/**
 * Converts a {@code .gitlab-ci.yml} that uses freedesktop.org's CI templates to the configuration of this plugin. The way of
 * a file: {@code YamlReader} parses it, {@code ConfigReader} joins it with its local includes, {@code CiConfig} resolves
 * {@code extends} and {@code !reference}, {@code JobVariables} expands the variables of a job, {@code ImageConverter} makes
 * an image of a job, and {@code PomXml} writes the images.
 */
package io.github.fdomaven.convert;
