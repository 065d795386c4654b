/** What is particular to each distribution: its official image, and how its package manager is spoken to. */
package io.github.fdomaven.distribution;
