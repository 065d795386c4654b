/** What the scripts of the invoker projects share: a look into the engine and the registry by other means than the plugin's. */
package io.github.fdomaven.it;
