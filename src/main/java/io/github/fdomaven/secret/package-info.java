/** Keeps secrets out of everything a person or a file might hold on to. */
package io.github.fdomaven.secret;
