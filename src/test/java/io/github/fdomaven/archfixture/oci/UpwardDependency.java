package io.github.fdomaven.archfixture.oci;

import io.github.fdomaven.archfixture.maven.CyclicGoal;

/** Uses a package above its own. */
public class UpwardDependency {

    CyclicGoal goal;
}
