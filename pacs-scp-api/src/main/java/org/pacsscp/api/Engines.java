package org.pacsscp.api;

import java.util.ServiceLoader;

/** Finds engines. */
final class Engines {
    private Engines() {}

    /**
     * Takes the provider that the thread's class loader finds first, else the one beside the API.
     *
     * @throws IllegalStateException if there is none; the message says which artifact to add
     */
    static <P> P provider(Class<P> type) {
        return ServiceLoader.load(type)
                .findFirst()
                .or(() -> ServiceLoader.load(type, type.getClassLoader()).findFirst())
                .orElseThrow(() -> new IllegalStateException("no engine (" + type.getName()
                        + ") on the class path or module path; add the dependency org.pacsscp:pacs-scp-core;"
                        + " in an OSGi framework, start a Service Loader Mediator before this bundle"));
    }
}
