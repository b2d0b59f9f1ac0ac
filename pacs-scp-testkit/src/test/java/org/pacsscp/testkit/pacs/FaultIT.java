package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.Processes;
import org.pacsscp.testkit.tls.TlsIdentity;
import org.pacsscp.testkit.wire.Bytes;

/** DCMTK's clients see each fault. Most of them wait, so they wait together. */
@Execution(ExecutionMode.CONCURRENT)
class FaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Uid SECONDARY_CAPTURE = Uid.of("1.2.840.10008.5.1.4.1.1.7");

    private static final String DUMP =
            """
            (0008,0016) UI [1.2.840.10008.5.1.4.1.1.7]
            (0008,0018) UI [1.2.826.0.1.3680043.8.498.5]
            (0008,0060) CS [OT]
            (0010,0010) PN [Invented^Patient]
            """ + "(0020,4000) LT [An invented comment.]\n" + "(0028,3006) US 1%s\n".formatted("\\2".repeat(4000));

    /** PS3.5: SOP class, SOP instance and patient id in Explicit VR Little Endian. */
    private static final byte[] DATA_SET = Bytes.join(
            Bytes.hex("08001600 5549 1A00"),
            Bytes.text("1.2.840.10008.5.1.4.1.1.7\0"),
            Bytes.hex("08001800 5549 0800"),
            Bytes.text("1.2.3.1\0"),
            Bytes.hex("10002000 4C4F 0600"),
            Bytes.text("TEST-2"));

    /** The same of another instance. */
    private static final byte[] OTHER_DATA_SET =
            Bytes.join(Bytes.prefix(DATA_SET, 48), Bytes.text("2"), Arrays.copyOfRange(DATA_SET, 49, DATA_SET.length));

    @TempDir
    Path directory = Path.of("");

    static Stream<Arguments> faultsOfEcho() {
        Effect.Delay delay = new Effect.Delay(MOMENT);
        Effect.Drip drip = new Effect.Drip(7, Duration.ofMillis(2));
        return Stream.of(
                arguments(Place.CONNECTION, delay, "Received Echo Response (Success)"),
                arguments(Place.CONNECTION, new Effect.Stall(), "Peer aborted Association|timeout|No data"),
                arguments(Place.CONNECTION, new Effect.Close(), "Association Request Failed"),
                arguments(Place.CONNECTION, new Effect.Reset(), "Association Request Failed"),
                arguments(Place.ASSOCIATION, delay, "Received Echo Response (Success)"),
                arguments(Place.ASSOCIATION, drip, "Received Echo Response (Success)"),
                arguments(Place.ASSOCIATION, new Effect.Stall(), "Association Request Failed"),
                arguments(Place.ASSOCIATION, new Effect.Silence(), "Association Request Failed"),
                arguments(Place.ASSOCIATION, new Effect.Close(), "Association Request Failed"),
                arguments(Place.ASSOCIATION, new Effect.Reset(), "Association Request Failed"),
                arguments(Place.ASSOCIATION, new Effect.CutAfter(0), "Association Request Failed"),
                arguments(Place.ASSOCIATION, new Effect.CutAfter(40), "Association Request Failed"),
                arguments(Place.ASSOCIATION, new Effect.Garbage(), "Association Request Failed"),
                arguments(Place.ASSOCIATION, new Effect.Abort(AbortReason.SERVICE_USER), "Peer aborted Association"),
                arguments(Place.REQUEST, delay, "Received Echo Response (Success)"),
                arguments(Place.REQUEST, new Effect.Stall(), "Echo Failed"),
                arguments(Place.REQUEST, new Effect.Close(), "Echo Failed"),
                arguments(Place.REQUEST, new Effect.Reset(), "Echo Failed"),
                arguments(Place.REQUEST, new Effect.CutAfter(0), "Echo Failed"),
                arguments(Place.REQUEST, new Effect.Abort(AbortReason.UNEXPECTED_PDU), "Peer aborted Association"),
                arguments(Place.RESPONSE, delay, "Received Echo Response (Success)"),
                arguments(Place.RESPONSE, drip, "Received Echo Response (Success)"),
                arguments(Place.RESPONSE, new Effect.Stall(), "Echo Failed"),
                arguments(Place.RESPONSE, new Effect.Silence(), "Echo Failed"),
                arguments(Place.RESPONSE, new Effect.Close(), "Echo Failed"),
                arguments(Place.RESPONSE, new Effect.Reset(), "Echo Failed"),
                arguments(Place.RESPONSE, new Effect.CutAfter(20), "Echo Failed"),
                arguments(Place.RESPONSE, new Effect.Garbage(), "Echo Failed"),
                arguments(Place.RESPONSE, new Effect.WrongMessageId(), "Echo Failed"),
                arguments(Place.RESPONSE, new Effect.Status(DimseStatus.of(0x0124)), "Unknown Status: 0x124"),
                arguments(Place.RESPONSE, new Effect.Abort(AbortReason.SERVICE_USER), "Peer aborted Association"),
                arguments(Place.RELEASE, delay, "Received Echo Response (Success)"),
                arguments(Place.RELEASE, drip, "Received Echo Response (Success)"),
                arguments(Place.RELEASE, new Effect.Stall(), "Association Release Failed"),
                arguments(Place.RELEASE, new Effect.Silence(), "Association Release Failed"),
                arguments(Place.RELEASE, new Effect.Close(), "Association Release Failed"),
                arguments(Place.RELEASE, new Effect.Reset(), "Association Release Failed"),
                arguments(Place.RELEASE, new Effect.CutAfter(5), "Association Release Failed"),
                arguments(Place.RELEASE, new Effect.Garbage(), "Association Release Failed"),
                arguments(Place.RELEASE, new Effect.Abort(AbortReason.SERVICE_USER), "Association Release Failed"));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("faultsOfEcho")
    void isSeenByEchoscu(Place place, Effect effect, String seen) throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.inject(Fault.at(place, effect));

            Processes.Result result = echo(pacs);

            assertThat(result.output())
                    .as("%s", result)
                    .containsPattern(seen.replace("(", "\\(").replace(")", "\\)"));
            assertThat(pacs.faultsLeft()).isEmpty();
            assertThat(echo(pacs).output()).as("the next one").contains("Received Echo Response (Success)");
        }
    }

    private Processes.Result echo(FakePacs pacs, String... options) throws IOException, InterruptedException {
        String[] timeouts = {"echoscu", "-v", "-to", "1", "-ts", "2", "-ta", "1", "-td", "1"};
        return Processes.run(
                directory,
                Stream.of(timeouts, options, new String[] {"localhost", "" + pacs.port()})
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void rejectsWithEveryReason(RejectReason reason) throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.inject(Fault.at(Place.ASSOCIATION, new Effect.Reject(reason)));

            String output = echo(pacs).output();

            assertThat(output)
                    .contains(reason.result() == 1 ? "Rejected Permanent" : "Rejected Transient")
                    .contains(
                            switch (reason.source()) {
                                case 1 -> "Source: Service User";
                                case 2 -> "Source: Service Provider (ACSE Related)";
                                default -> "Source: Service Provider (Presentation Related)";
                            });
            assertThat(pacs.takeAssociation(PATIENCE).end()).contains(RecordedAssociation.End.REJECTED);
        }
    }

    static Stream<Arguments> faultsOfTls() {
        return Stream.of(
                arguments(new Effect.Delay(MOMENT), "Received Echo Response \\(Success\\)"),
                arguments(new Effect.Stall(), "Association Request Failed"),
                arguments(new Effect.Close(), "Association Request Failed"),
                arguments(new Effect.Reset(), "Association Request Failed"),
                arguments(new Effect.Garbage(), "wrong version number|Association Request Failed"),
                arguments(new Effect.TlsAlert(), "handshake failure"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfTls")
    void isSeenDuringTheHandshake(Effect effect, String seen) throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned();
        Path certificate = Files.writeString(directory.resolve("pacs.pem"), identity.certificatePem());
        try (FakePacs pacs = FakePacs.builder().tls(identity).start()) {
            pacs.inject(Fault.at(Place.TLS_HANDSHAKE, effect));

            Processes.Result result = echo(pacs, "+tla", "+cf", certificate.toString());

            assertThat(result.output()).containsPattern(seen);
            assertThat(pacs.faultsLeft()).isEmpty();
        }
    }

    static Stream<Arguments> wrongIdentities() {
        return Stream.of(
                arguments(TlsIdentity.expired(), "expired"), arguments(TlsIdentity.notYetValid(), "not yet valid"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongIdentities")
    void isSeenInTheCertificate(TlsIdentity identity, String what) throws Exception {
        Path certificate = Files.writeString(directory.resolve("pacs.pem"), identity.certificatePem());
        try (FakePacs pacs = FakePacs.builder().tls(identity).start()) {
            assertThat(echo(pacs, "+tla", "+cf", certificate.toString()).output())
                    .contains("certificate verify failed");
        }
    }

    @Test
    void isSeenInACertificateThatNobodyTrusts() throws Exception {
        Path other = Files.writeString(
                directory.resolve("other.pem"), TlsIdentity.selfSigned().certificatePem());
        try (FakePacs pacs = FakePacs.builder().tls(TlsIdentity.selfSigned()).start()) {
            assertThat(echo(pacs, "+tla", "+cf", other.toString()).output()).contains("certificate verify failed");
        }
    }

    static Stream<Arguments> faultsOfStore() {
        return Stream.of(
                arguments(Place.REQUEST, new Effect.CutAfter(1000), "Store Failed"),
                arguments(Place.REQUEST, new Effect.CutAfter(5000), "Store Failed"),
                arguments(Place.REQUEST, new Effect.Reset(), "Store Failed"),
                arguments(Place.REQUEST, new Effect.Stall(), "Store Failed"),
                arguments(Place.RESPONSE, new Effect.Status(DimseStatus.of(0xA700)), "OutOfResources"),
                arguments(Place.RESPONSE, new Effect.Silence(), "Store Failed"),
                arguments(Place.RESPONSE, new Effect.WrongMessageId(), "Store Failed"),
                arguments(Place.RESPONSE, new Effect.CutAfter(3), "Store Failed"));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("faultsOfStore")
    void isSeenByStorescu(Place place, Effect effect, String seen) throws Exception {
        Path file = Processes.file(directory, "instance.dcm", "+te", DUMP);
        try (FakePacs pacs = FakePacs.builder().maximumLength(4096).start()) {
            pacs.inject(Fault.at(place, effect).on(CommandField.C_STORE_RQ));

            Processes.Result result = Processes.run(
                    directory,
                    "storescu",
                    "-v",
                    "-R",
                    "-ta",
                    "2",
                    "-td",
                    "1",
                    "localhost",
                    "" + pacs.port(),
                    file.toString());

            assertThat(result.output()).as("%s", result).contains(seen);
            assertThat(result.exitCode()).isNotZero();
            assertThat(pacs.faultsLeft()).isEmpty();
            boolean answered = effect instanceof Effect.Status;
            if (place == Place.REQUEST) {
                RecordedOperation operation = pacs.takeOperation(PATIENCE);
                assertThat(operation.truncated()).isPresent();
                assertThat(operation.dataSetBytes().orElseThrow().length)
                        .isGreaterThanOrEqualTo(effect instanceof Effect.CutAfter cut ? cut.bytes() : 0);
            }
            assertThat(answered && !pacs.stored().isEmpty()).isFalse();
        }
    }

    static Stream<Arguments> faultsOfFind() {
        return Stream.of(
                arguments(Place.PENDING_RESPONSE, new Effect.Delay(MOMENT), "Find Response: 3"),
                arguments(Place.PENDING_RESPONSE, new Effect.Drip(11, Duration.ofMillis(1)), "Find Response: 3"),
                arguments(Place.PENDING_RESPONSE, new Effect.Silence(), "Find Response: 2"),
                arguments(Place.PENDING_RESPONSE, new Effect.Stall(), "Find Failed|Find SCU Failed"),
                arguments(Place.PENDING_RESPONSE, new Effect.CutAfter(30), "Find Failed|Find SCU Failed"),
                arguments(Place.PENDING_RESPONSE, new Effect.Reset(), "Find Failed|Find SCU Failed"),
                arguments(Place.PENDING_RESPONSE, new Effect.Close(), "Find Failed|Find SCU Failed"),
                arguments(Place.PENDING_RESPONSE, new Effect.Garbage(), "Find Failed|Find SCU Failed"),
                arguments(Place.PENDING_RESPONSE, new Effect.WrongMessageId(), "Find Failed|Find SCU Failed"),
                arguments(Place.PENDING_RESPONSE, new Effect.Status(DimseStatus.of(0xA700)), "OutOfResources"),
                arguments(
                        Place.PENDING_RESPONSE,
                        new Effect.Abort(AbortReason.SERVICE_USER),
                        "Find Failed|Find SCU Failed"));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("faultsOfFind")
    void isSeenByFindscu(Place place, Effect effect, String seen) throws Exception {
        byte[] match = {0x10, 0, 0x20, 0, 'L', 'O', 6, 0, 'T', 'E', 'S', 'T', '-', '2'};
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onFind()
                    .respond(Reply.success()
                            .pendingBytes(match)
                            .pendingBytes(match)
                            .pendingBytes(match));
            pacs.inject(Fault.at(place, effect).after(1));

            Processes.Result result = Processes.run(
                    directory,
                    "findscu",
                    "-v",
                    "-S",
                    "-ta",
                    "2",
                    "-td",
                    "1",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "localhost",
                    "" + pacs.port());

            assertThat(result.output())
                    .as("%s", result)
                    .contains("Find Response: 1")
                    .containsPattern(seen);
            assertThat(pacs.faultsLeft()).isEmpty();
        }
    }

    static Stream<Arguments> faultsOfSubOperations() {
        return Stream.of(
                arguments(new Effect.Delay(MOMENT), 2),
                arguments(new Effect.Drip(50, Duration.ofMillis(1)), 2),
                arguments(new Effect.CutAfter(40), 1),
                arguments(new Effect.Reset(), 1),
                arguments(new Effect.Close(), 1),
                arguments(new Effect.Stall(), 1),
                arguments(new Effect.Silence(), 1),
                arguments(new Effect.Garbage(), 1),
                arguments(new Effect.Abort(AbortReason.SERVICE_USER), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfSubOperations")
    void isSeenByGetscu(Effect effect, int expected) throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onGet()
                    .respond(Reply.instances(
                            Instance.of(
                                    SECONDARY_CAPTURE,
                                    Uid.of("1.2.3.1"),
                                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                    DATA_SET),
                            Instance.of(
                                    SECONDARY_CAPTURE,
                                    Uid.of("1.2.3.2"),
                                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                    OTHER_DATA_SET)));
            pacs.inject(Fault.at(Place.SUB_OPERATION, effect).after(1));

            Processes.Result result = Processes.run(
                    directory,
                    "getscu",
                    "-v",
                    "-B",
                    "-S",
                    "-td",
                    "1",
                    "-od",
                    directory.toString(),
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "localhost",
                    "" + pacs.port());

            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.count()).as("%s", result).isEqualTo(expected);
            }
            assertThat(pacs.faultsLeft()).isEmpty();
        }
    }

    /** What happens to the association with the destination is told in the final response, if there is one. */
    private static String seenBySubOperations(Effect effect) {
        return effect instanceof Effect.Stall ? "Move Request Failed" : "Warning: ";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfSubOperations")
    void isSeenByMovescu(Effect effect, int expected) throws Exception {
        try (FakePacs pacs = FakePacs.start();
                FakePacs destination = FakePacs.builder().ignoringUnexpected().start()) {
            pacs.destination("DEST", "localhost", destination.port());
            pacs.onMove()
                    .respond(Reply.instances(
                            Instance.of(
                                    SECONDARY_CAPTURE,
                                    Uid.of("1.2.3.1"),
                                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                    DATA_SET),
                            Instance.of(
                                    SECONDARY_CAPTURE,
                                    Uid.of("1.2.3.2"),
                                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                    OTHER_DATA_SET)));
            pacs.inject(Fault.at(Place.SUB_OPERATION, effect).after(1));

            Processes.Result result = Processes.run(
                    directory,
                    "movescu",
                    "-v",
                    "-S",
                    "-ta",
                    "2",
                    "-td",
                    "1",
                    "-aem",
                    "DEST",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "localhost",
                    "" + pacs.port());

            assertThat(destination.takeStored(expected, PATIENCE)).hasSize(expected);
            assertThat(result.output())
                    .contains(expected == 2 ? "Received Final Move Response" : seenBySubOperations(effect));
            assertThat(pacs.faultsLeft()).isEmpty();
        }
    }

    /** Each effect at each place where it can happen is one of the cases above. */
    @Test
    void isTriedWhereverItCanHappen() {
        Set<String> tried = Stream.of(
                        faultsOfEcho().map(Arguments::get),
                        faultsOfStore().map(Arguments::get),
                        faultsOfFind().map(Arguments::get),
                        faultsOfSubOperations().map(Arguments::get).map(fault ->
                                new Object[] {Place.SUB_OPERATION, fault[0]}),
                        faultsOfTls().map(Arguments::get).map(fault -> new Object[] {Place.TLS_HANDSHAKE, fault[0]}))
                .flatMap(faults -> faults)
                .map(fault -> fault[1].getClass().getSimpleName() + " at " + fault[0])
                .collect(Collectors.toSet());
        // With every reason, see above.
        tried.add("Reject at ASSOCIATION");

        Set<String> possible = Stream.of(
                        new Effect.Delay(MOMENT),
                        new Effect.Stall(),
                        new Effect.Silence(),
                        new Effect.Close(),
                        new Effect.Reset(),
                        new Effect.CutAfter(0),
                        new Effect.Drip(1, MOMENT),
                        new Effect.Garbage(),
                        new Effect.Abort(AbortReason.SERVICE_USER),
                        new Effect.Reject(RejectReason.NO_REASON_GIVEN),
                        new Effect.Status(DimseStatus.SUCCESS),
                        new Effect.WrongMessageId(),
                        new Effect.TlsAlert())
                .flatMap(effect ->
                        effect.places().stream().map(place -> effect.getClass().getSimpleName() + " at " + place))
                .collect(Collectors.toSet());

        assertThat(tried).isEqualTo(possible);
        assertThat(possible.stream().map(fault -> fault.replaceAll(" .*", "")).collect(Collectors.toSet()))
                .hasSize(Effect.class.getPermittedSubclasses().length);
    }

    @Test
    void cannotHappenEverywhere() {
        Effect reject = new Effect.Reject(RejectReason.NO_REASON_GIVEN);

        assertThatThrownBy(() -> Fault.at(Place.RELEASE, reject))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot happen at RELEASE; it can at [ASSOCIATION]");
    }

    @Test
    void happensAsOftenAsItIsTold() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.inject(Fault.at(Place.RESPONSE, new Effect.Status(DimseStatus.of(0x0124)))
                    .after(1)
                    .times(2));

            Processes.Result result =
                    Processes.run(directory, "echoscu", "-v", "--repeat", "4", "localhost", "" + pacs.port());

            assertThat(result.output()
                            .lines()
                            .filter(line -> line.contains("Received Echo Response"))
                            .toList())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("Success"),
                            line -> assertThat(line).contains("0x124"),
                            line -> assertThat(line).contains("0x124"),
                            line -> assertThat(line).contains("Success"));
        }
    }
}
