/** The registry client, by the OCI distribution specification: reads, writes, copies and deletes images. */
package io.github.fdomaven.registry;
