/** Tests of the README and of the site: what they name exists, and what they show works. */
package io.github.fdomaven.documentation;
