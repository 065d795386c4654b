package io.github.fdomaven.engine;

/** A running container in which somebody else's command runs, and of which nothing stays but the files it is asked for. */
public interface RunContainer extends Container {}
