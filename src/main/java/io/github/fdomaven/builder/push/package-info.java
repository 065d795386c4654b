/** The plugin's own push of an image that an engine has built: it compresses the layers on all processors and uploads them. */
package io.github.fdomaven.builder.push;
