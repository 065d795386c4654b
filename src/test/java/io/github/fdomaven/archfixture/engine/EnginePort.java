package io.github.fdomaven.archfixture.engine;

/** Stands for the engine. */
public interface EnginePort {}
