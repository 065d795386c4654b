/**
 * HTTP for the clients of registries and of GitLab: one transport, one retry loop, one way to read an error. Only this
 * package opens connections. {@code HttpTransport} sends a request with an {@code Exchange} over an {@code HttpConnection};
 * {@code TimeLimits} are the limits of each.
 */
package io.github.fdomaven.http;
