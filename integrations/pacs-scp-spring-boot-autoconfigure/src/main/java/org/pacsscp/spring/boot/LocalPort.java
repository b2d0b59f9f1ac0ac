package org.pacsscp.spring.boot;

import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** Tells the application on which port its server listens, which is of use where any free one was asked for: in tests. */
final class LocalPort {
    static final String PROPERTY = "local.dicom.port";
    private static final String SOURCE = "dicom.ports";

    private final Environment environment;

    LocalPort(Environment environment) {
        this.environment = environment;
    }

    void is(int port) {
        if (environment instanceof ConfigurableEnvironment configurable) {
            MutablePropertySources sources = configurable.getPropertySources();
            // Taken out first, so that it stands before all others again.
            sources.remove(SOURCE);
            sources.addFirst(new MapPropertySource(SOURCE, Map.of(PROPERTY, port)));
        }
    }
}
