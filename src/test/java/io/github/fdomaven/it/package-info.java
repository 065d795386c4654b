/** The code that the scripts of the invoker projects share. It reads engines and registries without the plugin. */
package io.github.fdomaven.it;
