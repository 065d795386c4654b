/** Certificates and private keys in files, for TLS with engines and registries. */
package io.github.fdomaven.tls;
