package io.github.fdomaven.archfixture.builder.plan;

import io.github.fdomaven.archfixture.engine.EnginePort;

/** Uses the engine while planning. */
class EngineDependency {

    EnginePort engine;
}
