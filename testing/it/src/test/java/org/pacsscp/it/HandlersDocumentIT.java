package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.testing.document.Markdown;

/** What docs/handlers.md shows holds: its Java compiles, its handlers and the plug-in to copy serve DCMTK's tools. */
class HandlersDocumentIT {
    private static final String PORT = ".port(11112)";
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String INSTANCE = "1.2.826.0.1.3680043.8.498.77";
    private static final Path PLUGIN = Path.of("docs/examples/inbox-plugin/target/inbox-plugin-1.0.0.jar");

    private static final Pattern ENDS_WITH_RETURN = Pattern.compile("(?m)^return [^}]*;\\s*\\z");

    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            import java.nio.*;
            import java.nio.channels.*;
            import java.nio.file.*;
            import org.pacsscp.api.*;
            import org.pacsscp.api.conformance.*;
            import org.pacsscp.api.status.*;

            final class Snippet {
                interface Query {
                    void cancel();
                }

                Server server;

                Response show(Action action, Path file, Query query) throws Exception {
                    %s
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/handlers.md");

    @TempDir
    Path directory;

    HandlersDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java");
        assertThat(blocks.stream().filter(Programs::isWhole)).hasSizeGreaterThan(2);
        for (String block : blocks) {
            programs.compile(Programs.isWhole(block) ? block : snippet(block));
        }
    }

    private static String snippet(String statements) {
        String end = ENDS_WITH_RETURN.matcher(statements).find() ? "" : "return DimseStatus.SUCCESS;";
        return SNIPPET.formatted(statements + end);
    }

    @Test
    void showsAHandlerThatAnswersEchoes() throws Exception {
        try (Loaded handlers = new Loaded(directory);
                InProcessServer server = InProcessServer.start(handlers.make("EchoCounter", Map.of()))) {
            assertThat(Verifier.echoOnce(InProcessServer.HOST, server.port())).isZero();
        }
    }

    @Test
    void showsAWorklistThatAnswersFindscu() throws IOException, InterruptedException {
        Dcmtk.needs("findscu", "dump2dcm", "dcmdump");
        Path answers = Files.createDirectories(directory.resolve("answers"));
        for (String number : List.of("1", "2", "3")) {
            String item = "(0008,0050) SH [ACC%s]%n(0010,0010) PN [Invented^Patient]%n".formatted(number);
            Files.write(answers.resolve(number), Dcmtk.encode(directory, item, DataSetEncoding.IMPLICIT_LITTLE));
        }
        String source = program("Worklist");
        assertThat(source).contains(PORT);
        Programs programs = new Programs(directory);
        String mainClass = programs.compile(source.replace(PORT, ".port(0)"));
        Path found = Files.createDirectories(directory.resolve("found"));
        try (ServerProgram server = ServerProgram.start(directory, programs.command(mainClass, answers.toString()))) {
            Dcmtk.run(List.of(
                    "findscu",
                    "-W",
                    "-X",
                    "-od",
                    found.toString(),
                    "-aec",
                    InProcessServer.AE_TITLE,
                    "-k",
                    "0008,0050",
                    InProcessServer.HOST,
                    Integer.toString(server.awaitPort())));
        }
        assertThat(Dcmtk.values("0008,0050", Dcmtk.files(found))).containsExactly("ACC1", "ACC2", "ACC3");
    }

    @Test
    void showsARetrieverThatAnswersGetscu() throws Exception {
        Dcmtk.needs("getscu", "dump2dcm");
        Map<String, Path> instances = new LinkedHashMap<>();
        for (ServedInstance instance :
                new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.IMPLICIT_LITTLE, 3)) {
            String uid = instance.sopInstance().value();
            instances.put(uid, Files.write(directory.resolve(uid), instance.dataSet()));
        }
        Path received = Files.createDirectories(directory.resolve("received"));
        try (Loaded handlers = new Loaded(directory);
                InProcessServer server = InProcessServer.start(handlers.make("Retriever", instances))) {
            Commands.Result result = Dcmtk.run(List.of(
                    "getscu",
                    "-v",
                    "-S",
                    "-aec",
                    InProcessServer.AE_TITLE,
                    "-od",
                    received.toString(),
                    "-k",
                    "0008,0052=STUDY",
                    "-k",
                    "0020,000d=1.2.3",
                    InProcessServer.HOST,
                    server.portText()));
            assertThat(result.output())
                    .contains("Received C-GET Response (Success)")
                    .containsPattern("Completed Suboperations *: 3");
        }
        assertThat(Dcmtk.files(received)).hasSize(3);
    }

    /** PS3.4 C.4.3.1.3.2, C.4.3.1.4 and C.4.3.3.1; FE00 stands for a C-CANCEL during that sub-operation. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "0000 0000 0000 | 0000 | -1 | 3 | 0 | 0 | -",
                "B007 B007 B007 | B000 | -1 | 0 | 0 | 3 | -",
                "0000 B000 0000 | B000 | -1 | 2 | 0 | 1 | -",
                "A700 A700 A700 | A702 | -1 | 0 | 3 | 0 | 1.2.1 1.2.2 1.2.3",
                "0000 A700 0000 | B000 | -1 | 2 | 1 | 0 | 1.2.2",
                "C000 B007 0122 | B000 | -1 | 0 | 2 | 1 | 1.2.1 1.2.3",
                "A700 FE00      | FE00 |  1 | 1 | 1 | 0 | 1.2.1",
                "FE00           | FE00 |  2 | 1 | 0 | 0 | -"
            })
    void showsARetrieverThatSaysWhatBecameOfEachInstance(
            String stored,
            String status,
            int remaining,
            int completed,
            int failed,
            int warning,
            @Nullable String failedInstances)
            throws Exception {
        Map<String, Path> instances = new LinkedHashMap<>();
        for (String uid : List.of("1.2.1", "1.2.2", "1.2.3")) {
            instances.put(uid, Files.write(directory.resolve(uid), new byte[] {8, 0, 0x60, 0, 2, 0, 0, 0, 'O', 'T'}));
        }
        try (Loaded handlers = new Loaded(directory);
                InProcessServer server = InProcessServer.start(handlers.make("Retriever", instances));
                GetPeer peer = new GetPeer(server.port())) {
            List<Integer> statuses = Stream.of(stored.split(" "))
                    .map(code -> Integer.parseInt(code, 16))
                    .toList();
            assertThat(peer.get(statuses))
                    .isEqualTo(new GetPeer.Result(
                            Integer.parseInt(status, 16),
                            remaining,
                            completed,
                            failed,
                            warning,
                            failedInstances == null ? List.of() : List.of(failedInstances.split(" "))));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASS_PATH", "MODULE_PATH"})
    void hasAPluginToCopyThatKeepsWhatStorescuSends(ExampleServer.Launch launch)
            throws IOException, InterruptedException {
        DicomInstances.needDcmtk();
        Dcmtk.needs("storescu");
        Path jar = Artifacts.top().resolve(PLUGIN);
        Path inbox = directory.resolve("inbox");
        List<String> command =
                new ArrayList<>(ExampleServer.command(launch, jar.toString(), List.of("echo-server", "--port", "0")));
        command.add(1, "-Dcom.example.inbox.directory=" + inbox);
        Path image = new DicomInstances(directory).makeWith(CT, INSTANCE);
        try (ServerProgram server = ServerProgram.start(directory, command)) {
            Dcmtk.run(List.of(
                    "storescu",
                    "-R",
                    "-aec",
                    ExampleServer.AE_TITLE,
                    "127.0.0.1",
                    Integer.toString(server.awaitPort()),
                    image.toString()));
        }
        assertThat(Dcmtk.files(inbox)).containsExactly(inbox.resolve(INSTANCE + ".dataset"));
        assertThat(ByteBuffer.wrap(Files.readAllBytes(inbox.resolve(INSTANCE + ".dataset"))))
                .isEqualTo(Part10File.read(image).dataSet());
    }

    @Test
    void hasAPluginToCopyThatIsABundle() throws IOException {
        assertThat(document.text()).contains(PLUGIN.toString());
        try (JarFile jar = new JarFile(Artifacts.top().resolve(PLUGIN).toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Provide-Capability"))
                    .isEqualTo("osgi.serviceloader;osgi.serviceloader=\"org.pacsscp.api.ActionHandler\"");
        }
        assertThat(Markdown.read("docs/examples/inbox-plugin/pom.xml").text())
                .contains("<version>" + Artifacts.property("pacsscp.version") + "</version>");
    }

    private String program(String className) {
        return document.blocks("java").stream()
                .filter(block ->
                        Programs.isWhole(block) && Programs.className(block).equals(className))
                .findFirst()
                .orElseThrow();
    }

    /** Handlers of the document, loaded into this process. */
    private final class Loaded implements AutoCloseable {
        private final Programs programs;
        private final URLClassLoader loader;

        Loaded(Path classes) throws IOException {
            programs = new Programs(classes);
            loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        }

        /** Makes a handler whose constructor takes these instances, or nothing. */
        ActionHandler make(String className, Map<String, Path> instances) throws Exception {
            Class<?> type = loader.loadClass(programs.compile(program(className)));
            Object handler = instances.isEmpty()
                    ? type.getConstructor().newInstance()
                    : type.getConstructor(Map.class).newInstance(instances);
            return (ActionHandler) Objects.requireNonNull(handler);
        }

        @Override
        public void close() throws IOException {
            loader.close();
        }
    }
}
