package org.pacsscp.it.osgi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.pacsscp.api.ActionHandler;

/** Classes of the tests, packed as a bundle with the headers that a user's bundle needs. */
final class BundleJar {
    private BundleJar() {}

    /**
     * Packs an application.
     *
     * @param imports the packages that it uses
     */
    static Path application(Path directory, Class<? extends BundleActivator> activator, List<String> imports)
            throws IOException {
        Map<String, String> headers = Map.of(
                "Bundle-SymbolicName",
                "org.example.application",
                "Bundle-Version",
                "1.0.0",
                "Bundle-Activator",
                activator.getName(),
                "Import-Package",
                String.join(",", imports));
        return write(directory.resolve(activator.getSimpleName() + ".jar"), headers, activator, Map.of());
    }

    /** Packs a plug-in with one handler, which a Service Loader Mediator finds. */
    static Path plugin(Path directory, String version, Class<? extends ActionHandler> handler) throws IOException {
        Map<String, String> headers = Map.of(
                "Bundle-SymbolicName", "org.example.plugin",
                "Bundle-Version", version,
                "Import-Package", "org.pacsscp.api;version=\"[0.1,1)\"",
                "Require-Capability",
                        "osgi.extender;filter:=\"(osgi.extender=osgi.serviceloader.registrar)\";resolution:=optional",
                "Provide-Capability", "osgi.serviceloader;osgi.serviceloader=\"org.pacsscp.api.ActionHandler\"");
        return write(
                directory.resolve("plugin-" + version + ".jar"),
                headers,
                handler,
                Map.of("META-INF/services/" + ActionHandler.class.getName(), handler.getName()));
    }

    private static Path write(Path jar, Map<String, String> headers, Class<?> content, Map<String, String> texts)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        headers.forEach(attributes::putValue);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            String name = content.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(name));
            try (InputStream in = content.getResourceAsStream("/" + name)) {
                if (in == null) {
                    throw new IOException("no class file " + name);
                }
                in.transferTo(out);
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.putNextEntry(new JarEntry(text.getKey()));
                out.write(text.getValue().getBytes(UTF_8));
            }
        }
        return jar;
    }
}
