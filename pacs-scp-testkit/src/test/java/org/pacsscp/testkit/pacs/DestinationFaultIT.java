package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.Dcmqrscp;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/**
 * DCMTK's archive, which moves an instance to a fake PACS, sees each fault wherever it can happen to a C-STORE without TLS. Most
 * of them wait, so they wait together.
 */
@Execution(ExecutionMode.CONCURRENT)
class DestinationFaultIT {
    private static final DataSet IMAGE = Invention.ofSeed(1).image(Modality.CT);

    private static final List<Place> PLACES =
            List.of(Place.CONNECTION, Place.ASSOCIATION, Place.REQUEST, Place.RESPONSE, Place.RELEASE);

    private static final List<Effect> HARMLESS =
            List.of(new Effect.Delay(Duration.ofMillis(100)), new Effect.Drip(7, Duration.ofMillis(1)));

    private static final List<Effect> HARMFUL = List.of(
            new Effect.Stall(),
            new Effect.Silence(),
            new Effect.Close(),
            new Effect.Reset(),
            new Effect.CutAfter(8),
            new Effect.Garbage(),
            new Effect.Abort(AbortReason.SERVICE_USER),
            new Effect.Reject(RejectReason.LOCAL_LIMIT_EXCEEDED),
            new Effect.Status(StorageStatus.OUT_OF_RESOURCES),
            new Effect.WrongMessageId());

    @TempDir
    private static Path storage = Path.of("");

    @TempDir
    private Path directory = Path.of("");

    static Stream<Arguments> harmless() {
        return faults(HARMLESS);
    }

    static Stream<Arguments> harmful() {
        return faults(HARMFUL);
    }

    private static Stream<Arguments> faults(List<Effect> effects) {
        return effects.stream()
                .flatMap(effect ->
                        PLACES.stream().filter(effect.places()::contains).map(place -> arguments(place, effect)));
    }

    @BeforeAll
    static void index() throws IOException, InterruptedException {
        Path file = Files.write(
                storage.resolve("image.dcm"), DataSets.encode(IMAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        Dcmqrscp.index(storage, file);
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("harmless")
    void isBorneByDcmqrscp(Place place, Effect effect) throws Exception {
        try (FakePacs pacs = FakePacs.start();
                Dcmqrscp archive = Dcmqrscp.start(directory, storage, pacs.port())) {
            pacs.inject(Fault.at(place, effect));

            assertThat(move(archive))
                    .contains("Completed Suboperations       : 1", "Failed Suboperations          : 0");

            assertThat(archive.log()).doesNotContain("moveSCP: Sub-Association", "Store Failed");
            assertThat(pacs.takeStored(Duration.ofSeconds(10)).dataSet()).isEqualTo(IMAGE);
            assertThat(pacs.faultsLeft()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("harmful")
    void isSeenByDcmqrscp(Place place, Effect effect) throws Exception {
        try (FakePacs pacs = FakePacs.start();
                Dcmqrscp archive = Dcmqrscp.start(directory, storage, pacs.port())) {
            pacs.inject(Fault.at(place, effect));

            assertThat(move(archive))
                    .contains(
                            place == Place.RELEASE
                                    ? "Completed Suboperations       : 1"
                                    : "Failed Suboperations          : 1");

            assertThat(archive.log()).containsPattern(complaint(place, effect));
            assertThat(pacs.faultsLeft()).isEmpty();
        }
    }

    private static String move(Dcmqrscp archive) throws IOException, InterruptedException {
        return archive.move(IMAGE.text(Tag.STUDY_INSTANCE_UID).orElseThrow());
    }

    /** Where and how it went wrong, in the words of dcmqrscp. */
    private static String complaint(Place place, Effect effect) {
        if (effect instanceof Effect.Status) {
            return "Store Failed: Response Status: Refused: OutOfResources";
        }
        if (effect instanceof Effect.WrongMessageId) {
            return "Move Sub-Op Failed: .*Unexpected Response MsgId: 2 \\(expected: 1\\)";
        }
        if (effect instanceof Effect.Reject) {
            return "Sub-Association Rejected";
        }
        String step = switch (place) {
            case CONNECTION, ASSOCIATION -> "Sub-Association Request Failed";
            case RELEASE -> "Sub-Association Release Failed";
            default -> "Move Sub-Op Failed";
        };
        return "moveSCP: " + step + ": .*(\nE: 0006.*)*" + reason(effect);
    }

    private static String reason(Effect effect) {
        if (effect instanceof Effect.Stall) {
            return "timeout";
        }
        if (effect instanceof Effect.Silence) {
            return "(timeout|Peer aborted)";
        }
        if (effect instanceof Effect.CutAfter) {
            return "(network closed|Peer aborted)";
        }
        return effect instanceof Effect.Garbage
                ? "Unrecognized PDU type: +8"
                : "(Peer aborted|TCP I/O Error|Broken pipe|network closed)";
    }
}
