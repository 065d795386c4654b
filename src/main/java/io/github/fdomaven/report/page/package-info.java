/**
 * Writes the page {@code index.html}: one file that needs neither network nor script. All text that is shown may come from
 * outside, so all of it passes {@code Html.text}, which masks secrets and escapes the rest.
 */
package io.github.fdomaven.report.page;
