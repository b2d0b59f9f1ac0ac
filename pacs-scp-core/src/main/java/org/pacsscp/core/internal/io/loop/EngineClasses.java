package org.pacsscp.core.internal.io.loop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of the engine and of its API that have something to initialise, named in a resource. They are initialised while
 * there is memory: one that is needed for the first time when there is none can never be used again, see {@link
 * LastingFault}.
 */
final class EngineClasses {
    private static final Logger log = LoggerFactory.getLogger(EngineClasses.class);
    private static final String NAMES = "initialised-classes.txt";

    private EngineClasses() {}

    static List<String> names() throws IOException {
        try (@Nullable InputStream in = EngineClasses.class.getResourceAsStream(NAMES)) {
            if (in == null) {
                throw new IOException("there is no " + NAMES);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        }
    }

    /** Initialises them; one that cannot be has its say where it is used. */
    static void initialise() {
        try {
            names().forEach(EngineClasses::initialise);
        } catch (IOException e) {
            log.debug("classes are initialised when they are used", e);
        }
    }

    private static void initialise(String name) {
        try {
            Class.forName(name, true, EngineClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            log.debug("{} cannot be initialised", name, e);
        }
    }
}
