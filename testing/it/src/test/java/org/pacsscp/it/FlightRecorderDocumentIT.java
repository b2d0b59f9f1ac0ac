package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.testing.document.Markdown;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The commands of docs/flight-recorder.md record a server and show what was recorded; its table has every field. */
class FlightRecorderDocumentIT {
    private static final String EVENTS = "pacs-scp-core/src/main/java/org/pacsscp/core/internal/flight";
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    /** What every event has. */
    private static final Set<String> OF_THE_JDK = Set.of("startTime", "duration", "eventThread", "stackTrace");

    /** Serves an association of its own, and a peer that speaks no DICOM. */
    private static final String WITHOUT_RECORDER = """
            import java.net.*;
            import org.pacsscp.api.*;

            final class WithoutRecorder {
                public static void main(String[] args) throws Exception {
                    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                    try (Server server = Server.builder().endpoints(Endpoint.plain(anyPort)).build().start();
                            Client client = Client.builder().build();
                            RequestedAssociation association = client.open(
                                    AssociationProposal.to("127.0.0.1", server.port())
                                            .calledAeTitle("PACS_SCP")
                                            .context(SopClass.VERIFICATION)
                                            .build());
                            Socket stranger = new Socket("127.0.0.1", server.port())) {
                        stranger.getOutputStream().write("GET / HTTP/1.1".getBytes());
                        while (stranger.getInputStream().read() >= 0) {}
                        Invocation echo = Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ);
                        System.out.println("recorder: " + ModuleLayer.boot().findModule("jdk.jfr").isPresent()
                                + ", status " + association.begin(echo).next().status());
                    }
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/flight-recorder.md");

    @TempDir
    Path directory;

    FlightRecorderDocumentIT() throws IOException {}

    @Test
    void recordsAndShowsAServer() throws Exception {
        List<String> start = here(document.section("Recording").command("java"));
        start.addAll(List.of("--port", "0", "--bind", "127.0.0.1"));
        try (ServerProgram server = ServerProgram.start(directory, start)) {
            int port = server.awaitPort();
            List<List<String>> told = commands("Recording", "jcmd");
            assertThat(told).hasSize(3);
            runWell(told.get(0), server.pid());
            echo(port);
            runWell(told.get(1), server.pid());
            assertThat(directory.resolve("now.jfr")).isNotEmptyFile();
            runWell(told.get(2), server.pid());
            server.terminate();
            server.awaitExit(Duration.ofSeconds(60));
        }
        List<List<String>> shown = commands("Reading", "jfr");
        assertThat(shown).hasSize(4);
        assertThat(runWell(shown.get(0), 0)).contains("org.pacsscp.Association", "jdk.ThreadStart");
        assertThat(runWell(shown.get(1), 0)).contains("org.pacsscp.Association {", "end = \"RELEASED_BY_PEER\"");
        runWell(shown.get(2), 0);
        assertThat(runWell(shown.get(3), 0)).contains("\"type\": \"org.pacsscp.Association\"");
    }

    /** As in a small run-time image with everything on its class path. */
    @Test
    void isMissedByNobodyWhereTheJdkHasNone() throws Exception {
        Programs programs = new Programs(directory);
        List<String> command = new ArrayList<>(programs.command(programs.compile(WITHOUT_RECORDER)));
        command.addAll(1, List.of("--limit-modules", "java.base"));
        Commands.Result result = Commands.runWell(command);
        assertThat(result.out()).contains("recorder: false, status 0000H");
        assertThat(result.err()).contains("ended without an association").doesNotContain("Error", "Exception");
    }

    private static void echo(int port) throws Exception {
        try (Client client = Client.builder().aeTitle("MY_ROUTER").build();
                RequestedAssociation association = client.open(AssociationProposal.to("127.0.0.1", port)
                        .calledAeTitle(ExampleServer.AE_TITLE)
                        .context(SopClass.VERIFICATION)
                        .build())) {
            association
                    .begin(Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
                    .next();
            association.release(Duration.ofSeconds(30));
        }
    }

    private List<List<String>> commands(String section, String program) {
        return document.section(section).blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(program + " "))
                .map(line -> List.of(line.split(" ", -1)))
                .toList();
    }

    private String runWell(List<String> documented, long pid) throws IOException, InterruptedException {
        List<String> command = here(documented);
        command.replaceAll(word -> word.equals("4711") ? Long.toString(pid) : word);
        return Commands.runWell(command).output();
    }

    /** A documented command with the JDK, the paths and the jar of this build. */
    private List<String> here(List<String> documented) {
        List<String> command = new ArrayList<>(documented);
        command.set(
                0,
                Path.of(Artifacts.javaCommand())
                        .resolveSibling(documented.get(0))
                        .toString());
        command.replaceAll(word -> word.replace(
                        "pacs-scp-examples/target/pacs-scp-examples.jar",
                        Artifacts.jar("examples").toString())
                .replace(
                        "docs/pacs-scp.jfc",
                        Artifacts.top().resolve("docs/pacs-scp.jfc").toString())
                .replaceAll("(^|=)(pacs|now)\\.jfr", "$1" + directory + "/$2.jfr"));
        return command;
    }

    @Test
    void listsEveryEventWithItsFields() throws Exception {
        TreeMap<String, Set<String>> listed = new TreeMap<>();
        Pattern.compile("^\\| `(org\\.pacsscp\\.\\w+)` \\|[^|]*\\|(.*)\\|$", Pattern.MULTILINE)
                .matcher(document.section("Events").text())
                .results()
                .forEach(row -> listed.put(row.group(1), fields(row.group(2))));
        TreeMap<String, Set<String>> found = new TreeMap<>();
        for (EventType type : eventTypes()) {
            found.put(
                    type.getName(),
                    type.getFields().stream()
                            .map(ValueDescriptor::getName)
                            .filter(name -> !OF_THE_JDK.contains(name))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        assertThat(listed).isEqualTo(found);
    }

    private static Set<String> fields(String cell) {
        return CODE.matcher(cell.replaceAll("\\([^)]*\\)", ""))
                .results()
                .map(field -> field.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void setsEveryEvent() throws Exception {
        Set<String> set = new TreeSet<>();
        NodeList events = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Artifacts.top().resolve("docs/pacs-scp.jfc").toFile())
                .getElementsByTagName("event");
        for (int i = 0; i < events.getLength(); i++) {
            set.add(((Element) events.item(i)).getAttribute("name"));
        }
        assertThat(set)
                .containsExactlyInAnyOrderElementsOf(
                        eventTypes().stream().map(EventType::getName).toList());
    }

    private static List<EventType> eventTypes() throws IOException, ClassNotFoundException {
        List<EventType> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(Artifacts.top().resolve(EVENTS))) {
            for (String name : files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Record.java"))
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                types.add(EventType.getEventType(
                        Class.forName("org.pacsscp.core.internal.flight." + name.substring(0, name.length() - 5))
                                .asSubclass(Event.class)));
            }
        }
        assertThat(types).hasSize(6);
        return types;
    }
}
