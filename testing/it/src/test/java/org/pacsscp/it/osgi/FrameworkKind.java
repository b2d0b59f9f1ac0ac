package org.pacsscp.it.osgi;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Locale;
import java.util.ServiceLoader;
import org.osgi.framework.launch.FrameworkFactory;
import org.pacsscp.it.Artifacts;

/** The implementations of OSGi that the bundles are tried in. */
enum FrameworkKind {
    /** Apache Felix. */
    FELIX,
    /** Eclipse Equinox. */
    EQUINOX;

    /**
     * Returns a class loader of the implementation, which sees nothing of the tests but the OSGi API. It stays open:
     * Equinox loads classes until the JVM ends.
     */
    ClassLoader loader() throws IOException {
        URL jar = Artifacts.osgi("frameworks")
                .resolve(name().toLowerCase(Locale.ROOT) + ".jar")
                .toUri()
                .toURL();
        return new URLClassLoader(new URL[] {jar}, new OsgiApiLoader());
    }

    static FrameworkFactory factory(ClassLoader loader) {
        return ServiceLoader.load(FrameworkFactory.class, loader).findFirst().orElseThrow();
    }

    /** Hands out the OSGi API and the JDK. Both implementations contain the API, too, which tests could not call. */
    private static final class OsgiApiLoader extends ClassLoader {
        OsgiApiLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.osgi.")) {
                return FrameworkKind.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
