/** What every client of ours needs to know about HTTP, whomever it speaks to. */
package io.github.fdomaven.http;
