package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Uid;

class ServiceTest {
    @ParameterizedTest
    @CsvSource({
        "C_ECHO_RQ, Verification, VERIFICATION",
        "C_STORE_RQ, CTImageStorage, STORAGE",
        "C_STORE_RQ, HangingProtocolStorage, STORAGE",
        "C_FIND_RQ, StudyRootQueryRetrieveInformationModelFind, QUERY",
        "C_FIND_RQ, HangingProtocolInformationModelFind, QUERY",
        "C_FIND_RQ, ModalityWorklistInformationModelFind, WORKLIST",
        "C_FIND_RQ, GeneralPurposeWorklistInformationModelFind, QUERY",
        "C_FIND_RQ, UnifiedProcedureStepQuery, UNIFIED_PROCEDURE_STEP",
        "C_MOVE_RQ, PatientRootQueryRetrieveInformationModelMove, RETRIEVE",
        "C_GET_RQ, CompositeInstanceRetrieveWithoutBulkDataGet, RETRIEVE",
        "N_CREATE_RQ, ModalityPerformedProcedureStep, PERFORMED_PROCEDURE_STEP",
        "N_EVENT_REPORT_RQ, ModalityPerformedProcedureStepNotification, PERFORMED_PROCEDURE_STEP",
        "N_ACTION_RQ, StorageCommitmentPushModel, STORAGE_COMMITMENT",
        "N_ACTION_RQ, UnifiedProcedureStepPush, UNIFIED_PROCEDURE_STEP",
        "N_SET_RQ, BasicFilmBox, PRINT",
        "N_GET_RQ, Printer, PRINT",
        "N_CREATE_RQ, MediaCreationManagement, OTHER",
        "N_GET_RQ, DisplaySystem, OTHER",
        "N_EVENT_REPORT_RQ, RTConventionalMachineVerification, OTHER"
    })
    void isKnownByTheSopClass(CommandField command, String keyword, Service expected) {
        Uid sopClass = RegisteredUid.find(keyword).orElseThrow().uid();
        assertThat(Service.of(Service.Command.of(command.code()), Optional.of(sopClass)))
                .isEqualTo(expected);
    }

    @Test
    void isAnotherWhereNothingIsKnown() {
        assertThat(Service.of(Service.Command.C_FIND, Optional.empty())).isEqualTo(Service.OTHER);
        assertThat(Service.of(Service.Command.N_SET, Optional.of(Uid.of("1.2.3"))))
                .isEqualTo(Service.OTHER);
        assertThat(Service.of(Service.Command.of(0x0FF0), Optional.empty())).isEqualTo(Service.OTHER);
    }

    /** A private SOP class can be stored, too. */
    @Test
    void isStorageForWhateverIsStored() {
        assertThat(Service.of(Service.Command.C_STORE, Optional.empty())).isEqualTo(Service.STORAGE);
    }

    @Test
    void namesCommandsAsTheStandardDoes() {
        for (CommandField field : CommandField.values()) {
            if (field.isRequest() && field != CommandField.C_CANCEL_RQ) {
                assertThat(Service.Command.of(field.code()).tagValue() + "-RQ").isEqualTo(field.toString());
            }
        }
        assertThat(Service.Command.of(CommandField.C_CANCEL_RQ.code()).tagValue())
                .isEqualTo("other");
    }
}
