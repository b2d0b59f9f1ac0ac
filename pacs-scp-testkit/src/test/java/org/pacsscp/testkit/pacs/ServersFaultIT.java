package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.Storescp;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.HeardResponse;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;

/** DCMTK's storescp, to which a fake PACS moves instances, sees each fault of that. */
@Execution(ExecutionMode.CONCURRENT)
class ServersFaultIT {
    private static final DataSet ONE = Invention.ofSeed(1).image(Modality.CT);
    private static final DataSet OTHER = Invention.ofSeed(2).image(Modality.CT);

    /** What its log has of the first one, and the beginning of the second. */
    private static final String SECOND_ASSOCIATION = "(?s)Association Acknowledged.*Association Acknowledged.*";

    private static final Uid MOVE = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE;

    /** PS3.7 Table 9.3-11. */
    private static byte[] moveRequest() {
        return Commands.command(
                Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, MOVE.value()),
                Commands.number(Commands.COMMAND_FIELD, CommandField.C_MOVE_RQ.code()),
                Commands.number(Commands.MESSAGE_ID, 1),
                Commands.number(Commands.PRIORITY, 0),
                Commands.number(Commands.DATA_SET_TYPE, Commands.WITH_DATA_SET),
                Commands.string(Commands.MOVE_DESTINATION, "STORESCP"));
    }

    @TempDir
    Path directory = Path.of("");

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(new Effect.Delay(Duration.ofMillis(100)), 2, "storing DICOM file.*Association Release"),
                arguments(new Effect.Drip(50, Duration.ofMillis(1)), 2, "storing DICOM file.*Association Release"),
                arguments(new Effect.Silence(), 1, "Association Release"),
                arguments(new Effect.Close(), 1, "Association Aborted"),
                arguments(new Effect.Reset(), 1, "Association Aborted"),
                arguments(new Effect.Abort(AbortReason.SERVICE_USER), 1, "Association Aborted"),
                arguments(new Effect.CutAfter(40), 1, "DUL network closed"),
                arguments(new Effect.Garbage(), 1, "Unrecognized PDU type: +8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isSeenByStorescp(Effect effect, int kept, String seen) throws Exception {
        move(effect, (storescp, requestor, pacs) -> {
            List<HeardResponse> responses = requestor.responses(1);

            storescp.awaitLog(SECOND_ASSOCIATION + seen);
            assertThat(storescp.files()).hasSize(kept);
            assertThat(responses.get(responses.size() - 1).command().subOperations())
                    .contains(new SubOperations(0, kept, 2 - kept, 0));
        });
    }

    /** It has no deadline: what it sees is that nothing comes until the fake PACS is closed. */
    @Test
    void isSeenByStorescpWhenItComesToAnEnd() throws Exception {
        move(new Effect.Stall(), (storescp, requestor, pacs) -> {
            assertThat(requestor.response(1).status()).isEqualTo(DimseStatus.PENDING);
            storescp.awaitLog(SECOND_ASSOCIATION);
            requestor.close();
            pacs.close();

            storescp.awaitLog(SECOND_ASSOCIATION + "Association Aborted");
            assertThat(storescp.files()).hasSize(1);
        });
    }

    /** What happens while two instances are moved, and the second goes wrong. */
    private interface Story {
        void tell(Storescp storescp, Requestor requestor, FakePacs pacs) throws Exception;
    }

    private void move(Effect effect, Story story) throws Exception {
        try (Storescp storescp = Storescp.start(directory);
                FakePacs pacs = FakePacs.start();
                Requestor requestor = Proposal.to("ANY").context(MOVE).open("localhost", pacs.port())) {
            pacs.destination("STORESCP", "localhost", storescp.address().getPort());
            pacs.onMove().respond(Reply.instances(Instance.of(ONE), Instance.of(OTHER)));
            pacs.inject(Fault.at(Place.SUB_OPERATION, effect).after(1));

            requestor.send(1, moveRequest(), Optional.of(new byte[0]));

            story.tell(storescp, requestor, pacs);
            assertThat(pacs.faultsLeft()).isEmpty();
        }
    }
}
