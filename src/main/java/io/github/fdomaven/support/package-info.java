/** What every package may use: the two kinds of failure, secrets, work in parallel, and text from elsewhere in one line. */
package io.github.fdomaven.support;
