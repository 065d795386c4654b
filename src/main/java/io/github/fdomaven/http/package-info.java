/**
 * HTTP for the clients of registries and of GitLab: one transport, one retry loop, one way to read an error. Only this
 * package opens connections.
 */
package io.github.fdomaven.http;
