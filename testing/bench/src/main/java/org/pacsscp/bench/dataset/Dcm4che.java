package org.pacsscp.bench.dataset;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * dcm4che-core, which this build does not have: what drives it is a source among the resources, compiled against the jars of
 * whoever wants to measure it.
 */
final class Dcm4che {
    private static final String CLASS = "Dcm4cheLibrary";

    private Dcm4che() {}

    /**
     * Loads it.
     *
     * @param jars a directory with the jars of dcm4che-core and of what it needs
     * @param work an empty directory, for the compiled class
     * @throws IOException if it cannot be compiled or loaded with these jars; the message says why
     */
    static Library load(Path jars, Path work) throws IOException {
        List<Path> classPath = new ArrayList<>(jars(jars));
        compile(classPath, work);
        classPath.add(work);
        // For as long as the program runs, as the classes are.
        URLClassLoader loader = new URLClassLoader(urls(classPath), Dcm4che.class.getClassLoader());
        try {
            return Class.forName(Dcm4che.class.getPackageName() + "." + CLASS, true, loader)
                    .asSubclass(Library.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw new IOException("dcm4che of " + jars + " cannot be loaded: " + e, e);
        }
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("dcm4che-core"))) {
                throw new IOException(
                        "no dcm4che-core-….jar in " + directory + "; give the directory of dcm4che's jars");
            }
            return jars;
        }
    }

    private static void compile(List<Path> jars, Path work) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler, which --dcm4che needs; run the benchmark on a JDK");
        }
        Path source = work.resolve(CLASS + ".java");
        try (InputStream in = Dcm4che.class.getResourceAsStream(CLASS + ".java.txt")) {
            Files.copy(Objects.requireNonNull(in, CLASS), source);
        }
        String classPath = Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        jars.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-cp", classPath, "-d", work.toString());
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new IOException("dcm4che cannot be driven with these jars:\n" + messages);
            }
        }
    }

    private static URL[] urls(List<Path> classPath) throws MalformedURLException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath.get(i).toUri().toURL();
        }
        return urls;
    }
}
