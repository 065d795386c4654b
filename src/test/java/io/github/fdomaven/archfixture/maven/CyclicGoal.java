package io.github.fdomaven.archfixture.maven;

import io.github.fdomaven.archfixture.oci.UpwardDependency;

/** Closes a cycle of two packages. */
public class CyclicGoal {

    UpwardDependency dependency;
}
