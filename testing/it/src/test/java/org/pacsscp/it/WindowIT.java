package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.it.ExampleWindow.waiting;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testkit.requestor.Requestor;

/** The packaged window on a screen that nobody sees, used with mouse and keys, and verified by DCMTK's {@code echoscu}. */
@Timeout(240)
class WindowIT {
    private static final Pattern PORT = Pattern.compile("port (\\d+), as PACS_SCP");

    /** The screenshots, to be looked at. */
    private static final Path PICTURES = Path.of(Artifacts.property("pacsscp.window.pictures"));

    private @Nullable Xvfb screen;

    @TempDir
    Path directory;

    @BeforeEach
    void startScreen() throws IOException {
        Xvfb.needed();
        Dcmtk.needs("echoscu");
        screen = Xvfb.start();
        Files.createDirectories(PICTURES);
    }

    @AfterEach
    void stopScreen() {
        if (screen != null) {
            screen.close();
        }
    }

    @ParameterizedTest
    @EnumSource(ExampleServer.Launch.class)
    void isStartedWatchedAndStopped(ExampleServer.Launch launch) throws IOException, InterruptedException {
        try (ExampleWindow window = open(launch)) {
            assertThat(window.text("state")).isEqualTo("Stopped");
            assertThat(window.isEnabled("button.server.stop")).isFalse();
            window.type("port", "0");
            window.choose("menu.server", "server.start");
            window.awaitState("Running");
            assertThat(window.isEnabled("button.server.start")).isFalse();
            echo(port(window), "ECHOSCU");
            try (Requestor held = hold(port(window), "RAW_ECHO")) {
                waiting("the association is in the list")
                        .until(() -> window.lines("associations").stream()
                                .anyMatch(row ->
                                        row.startsWith("RAW_ECHO|PACS_SCP|127.0.0.1:") && row.endsWith("|1|idle")));
                waiting("the log")
                        .untilAsserted(() -> assertThat(window.text("log"))
                                .contains("listening on", "ECHOSCU to PACS_SCP", "RAW_ECHO to PACS_SCP"));
                assertThat(window.text("associations.summary"))
                        .isEqualTo("1 open, 2 accepted, 0 rejected, 2 operations answered");
                window.choose("menu.server", "server.stop");
                assertThat(held.hear().word()).isEqualTo("RELEASE-RQ");
            }
            window.awaitState("Stopped");
            window.chooseExit();
            assertThat(window.awaitExit()).isZero();
            assertThat(window.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void looksGoodAtEveryScale(int scale) throws IOException, InterruptedException {
        Path picture = PICTURES.resolve("window-" + scale + "x.png");
        try (ExampleWindow window = open(ExampleServer.Launch.JAR, "-Dsun.java2d.uiScale=" + scale)) {
            window.type("address", "127.0.0.1");
            window.type("port", "0");
            addPeer(window, "CT_1", "127.0.0.1", "11112");
            addPeer(window, "MR_2", "127.0.0.0/8", "104");
            addPeer(window, "WORKSTATION", "10.1.0.0/16", "");
            window.click("button.server.start");
            window.awaitState("Running");
            echo(port(window), "CT_1", "--repeat", "3");
            try (Requestor held = hold(port(window), "MR_2")) {
                assertThat(Commands.run(echoscu(port(window), "STRANGER")).exitCode())
                        .isNotZero();
                waiting("all is in sight")
                        .until(() -> window.text("associations").contains("MR_2")
                                && window.text("log").contains("STRANGER"));
                window.screenshot(picture);
                held.release();
            }
        }
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1280 * scale);
    }

    @Test
    void remembersWhatWasTyped() throws IOException, InterruptedException {
        try (ExampleWindow window = open(ExampleServer.Launch.JAR)) {
            window.type("aeTitle", "MY_PACS");
            window.type("idleTimeout", "7");
            addPeer(window, "CT_1", "10.1.0.0/16", "104");
            window.pressExit("control Q");
            assertThat(window.awaitExit()).isZero();
        }
        try (ExampleWindow window = open(ExampleServer.Launch.JAR)) {
            assertThat(window.text("aeTitle")).isEqualTo("MY_PACS");
            assertThat(window.text("idleTimeout")).isEqualTo("7");
            assertThat(window.lines("peers")).containsExactly("CT_1|10.1.0.0/16|104");
        }
    }

    @Test
    void saysWhatIsWrongBesideIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExampleWindow window = open(ExampleServer.Launch.JAR)) {
            window.type("aeTitle", "LONGER_THAN_SIXTEEN");
            window.type("address", "127.0.0.1");
            window.type("port", Integer.toString(taken.getLocalPort()));
            addPeer(window, "CT_1", "10.1/16", "");
            window.press("F5");
            waiting("the title is marked").until(() -> window.isVisible("aeTitle.problem"));
            assertThat(window.text("aeTitle.problem")).contains("at most 16");
            assertThat(window.text("peers.problem")).contains("Row 1", "give all four numbers");
            window.screenshot(PICTURES.resolve("window-problems.png"));
            window.type("aeTitle", "PACS_SCP");
            assertThat(window.isVisible("aeTitle.problem")).isFalse();
            window.clickRow("peers", 0);
            window.click("peers.remove");
            window.press("F5");
            waiting("the port is marked").until(() -> window.isVisible("port.problem"));
            assertThat(window.text("port.problem"))
                    .contains("cannot listen on 127.0.0.1 port " + taken.getLocalPort(), "choose another");
            assertThat(window.text("state")).isEqualTo("Stopped");
            window.type("port", "0");
            window.press("F5");
            window.awaitState("Running");
            assertThat(window.isVisible("port.problem")).isFalse();
        }
    }

    @Test
    void abortsTheAssociationThatIsSelected() throws IOException {
        try (ExampleWindow window = startedWindow();
                Requestor held = hold(port(window), "RAW_ECHO")) {
            waiting("the association is in the list")
                    .until(() -> !window.lines("associations").isEmpty());
            assertThat(window.isEnabled("associations.abort")).isFalse();
            window.clickRow("associations", 0);
            window.click("associations.abort");
            assertThat(held.hear().word()).startsWith("A");
            waiting("the abort is shown")
                    .until(() -> window.text("associations").endsWith("|aborted"));
        }
    }

    @Test
    void verifiesAPeer() throws IOException {
        try (ExampleWindow window = startedWindow()) {
            window.choose("menu.server", "server.verify");
            waiting("the dialog").until(() -> window.isVisible("verify.ask"));
            window.type("verify.aeTitle", "PACS_SCP");
            window.type("verify.port", "many");
            window.click("verify.ask");
            waiting("the port is marked").until(() -> window.isVisible("verify.port.problem"));
            window.type("verify.host", "127.0.0.1");
            window.type("verify.port", Integer.toString(port(window)));
            window.click("verify.ask");
            waiting("the answer")
                    .until(() -> window.text("verify.result")
                            .matches("PACS_SCP at 127\\.0\\.0\\.1:\\d+ answered C-ECHO in \\d+\\.\\d ms"));
            window.screenshot(PICTURES.resolve("window-verified.png"));
            window.type("verify.aeTitle", "OTHER");
            window.click("verify.ask");
            waiting("the rejection").until(() -> window.text("verify.result").contains("rejected"));
            window.click("verify.close");
            waiting("it is gone").until(() -> !window.isVisible("verify.ask"));
            assertThat(window.text("log")).contains("PACS_SCP to PACS_SCP");
        }
    }

    @Test
    void keepsUpWithALogThatGrowsFast() throws IOException {
        try (ExampleWindow window = startedWindow();
                Requestor flood = hold(port(window), "RAW_ECHO")) {
            echo(flood, 12_000);
            waiting("the log is full").until(() -> window.text("log.note").startsWith("10,000 lines, "));
            waiting("the log has its end").until(() -> window.text("log").contains("C-ECHO-RQ 12001 of"));
            window.wheel("log", -100);
            String first = window.firstInSight("log");
            assertThat(first).doesNotContain("C-ECHO-RQ 11990 of");
            echo(flood, 500);
            waiting("the log has its end").until(() -> window.text("log").contains("C-ECHO-RQ 12501 of"));
            assertThat(window.firstInSight("log"))
                    .as("what is read stays in sight")
                    .isEqualTo(first);
            window.wheel("log", 10_000);
            echo(flood, 1);
            waiting("the newest line is in sight")
                    .until(() -> window.firstInSight("log").contains("C-ECHO-RQ 124"));
            window.choose("menu.log", "log.clear");
            waiting("the log is empty").until(() -> window.text("log.note").equals("0 lines"));
            flood.release();
            waiting("a line").until(() -> window.text("log.note").equals("1 line"));
        }
    }

    @Test
    void copiesAndSavesTheLog() throws IOException {
        Path saved = directory.resolve("saved.log");
        try (ExampleWindow window = startedWindow()) {
            waiting("a line").until(() -> window.text("log").contains("listening on"));
            window.choose("menu.log", "log.copy");
            assertThat(window.clipboard()).containsPattern("^\\d{4}-\\d\\d-\\d\\d .* INFO .* listening on ");
            window.press("control S");
            waiting("the dialog").until(() -> window.isVisible("save"));
            window.press("control A");
            window.keys(saved.toString());
            window.press("ENTER");
            waiting("the notice").until(() -> window.text("banner").startsWith("The log is saved in "));
            assertThat(saved).content().isEqualTo(window.clipboard());
        }
    }

    @Test
    void isEndedByASignal() throws IOException, InterruptedException {
        try (ExampleWindow window = startedWindow()) {
            try (Requestor held = hold(port(window), "RAW_ECHO")) {
                window.terminate();
                assertThat(held.hear().word()).isEqualTo("RELEASE-RQ");
            }
            assertThat(window.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
            assertThat(window.errors()).isEmpty();
        }
    }

    @Test
    void saysThatThereIsNoScreen() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ExampleServer.command(ExampleServer.Launch.JAR, "", List.of("window")));
        command.add(1, "-Djava.awt.headless=true");
        Commands.Result result = Commands.run(command);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().contains("no screen", "echo-server");
    }

    private ExampleWindow open(ExampleServer.Launch launch, String... javaOptions) throws IOException {
        return ExampleWindow.open(launch, Objects.requireNonNull(screen), directory, javaOptions);
    }

    private ExampleWindow startedWindow() throws IOException {
        Files.writeString(ExampleWindow.settings(directory), "port=0\naddress=127.0.0.1\n");
        ExampleWindow window = open(ExampleServer.Launch.JAR);
        // Not by a key: until something was clicked, nothing may have the focus.
        window.click("button.server.start");
        window.awaitState("Running");
        return window;
    }

    private static void addPeer(ExampleWindow window, String aeTitle, String host, String port) {
        window.click("peers.add");
        waiting("the new row is edited")
                .untilAsserted(() ->
                        assertThat(window.focus() + " " + window.lines("peers")).startsWith("Table.editor"));
        window.keys(aeTitle + ">" + host + ">" + port + ">");
        waiting("the row").until(() -> window.lines("peers").contains(aeTitle + "|" + host + "|" + port));
    }

    static int port(ExampleWindow window) {
        Matcher matcher = PORT.matcher(window.text("state.detail"));
        assertThat(matcher.find()).as(window.text("state.detail")).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static Requestor hold(int port, String calling) throws IOException {
        Requestor client = Verifier.proposal(calling).open("127.0.0.1", port);
        assertThat(Verifier.echo(client)).isZero();
        return client;
    }

    private static void echo(Requestor client, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(Verifier.echo(client)).isZero();
        }
    }

    private static List<String> echoscu(int port, String calling, String... options) {
        List<String> command = new ArrayList<>(List.of("echoscu", "-aet", calling, "-aec", "PACS_SCP"));
        command.addAll(List.of(options));
        command.addAll(List.of("127.0.0.1", Integer.toString(port)));
        return command;
    }

    private static void echo(int port, String calling, String... options) throws IOException, InterruptedException {
        Dcmtk.run(echoscu(port, calling, options));
    }
}
