package io.github.fdomaven.archfixture.engine.docker;

import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.NoHttpResponseException;

/** Uses a shaded class. */
class ShadedClass {

    NoHttpResponseException exception;
}
