package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** A modality of this machine that has examined people who do not exist. Used by one thread. */
final class InventedModality implements AutoCloseable {
    private static final String AE_TITLE = "CT_1";
    private static final String ROOT = "1.2.826.0.1.3680043.8.498.60.";

    private final ServiceClassUser scu = ServiceClassUser.builder(
                    Client.builder().aeTitle(AE_TITLE).loops(1))
            .build();
    private final int port;

    InventedModality(int port) {
        this.port = port;
    }

    /**
     * Makes a study, and stores it.
     *
     * @param number what tells it from others
     * @param patient the invented name
     * @param date of the study
     * @param description of the study
     * @param series of each its modality and how many images it has, such as {@code "CT 3"}
     */
    void store(int number, String patient, String date, String description, String... series) throws Exception {
        List<InstanceSource> instances = new ArrayList<>();
        String study = ROOT + number;
        for (int i = 0; i < series.length; i++) {
            String[] parts = series[i].split(" ", 2);
            for (int image = 1; image <= Integer.parseInt(parts[1]); image++) {
                instances.add(InstanceSource.of(DataSet.builder()
                        .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                        .text(Tag.SOP_INSTANCE_UID, study + "." + (i + 1) + "." + image)
                        .text(Tag.STUDY_DATE, date)
                        .text(Tag.STUDY_TIME, "%02d15".formatted(8 + number % 10))
                        .text(Tag.ACCESSION_NUMBER, "ACC" + (1000 + number))
                        .text(Tag.MODALITY, parts[0])
                        .text(Tag.STUDY_DESCRIPTION, description)
                        .text(Tag.SERIES_DESCRIPTION, description + " " + (i + 1))
                        .text(Tag.PATIENT_NAME, patient)
                        .text(Tag.PATIENT_ID, "INV-" + (100 + number))
                        .text(Tag.STUDY_INSTANCE_UID, study)
                        .text(Tag.SERIES_INSTANCE_UID, study + "." + (i + 1))
                        .integer(Tag.SERIES_NUMBER, i + 1L)
                        .integer(Tag.INSTANCE_NUMBER, image)
                        .build()));
            }
        }
        StoreReport report = scu.store(RemoteEntity.of(ExampleServer.AE_TITLE, "127.0.0.1", port), instances);
        assertThat(report.isComplete()).as("%s", report.results()).isTrue();
    }

    /**
     * Begins a scheduled step.
     *
     * @param performed the UID of what is performed
     * @param study of the step
     * @param step its Scheduled Procedure Step ID
     */
    void begin(Uid performed, Uid study, String step) throws Exception {
        DataSet scheduled = DataSet.builder()
                .uid(Tag.STUDY_INSTANCE_UID, study)
                .empty(Tag.REFERENCED_STUDY_SEQUENCE)
                .empty(Tag.ACCESSION_NUMBER)
                .text(Tag.REQUESTED_PROCEDURE_ID, "RP1")
                .empty(Tag.REQUESTED_PROCEDURE_DESCRIPTION)
                .text(Tag.SCHEDULED_PROCEDURE_STEP_ID, step)
                .empty(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION)
                .empty(Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE)
                .build();
        DataSet created = DataSet.builder()
                .sequence(Tag.SCHEDULED_STEP_ATTRIBUTES_SEQUENCE, scheduled)
                .text(Tag.PATIENT_NAME, "Invented^Patient")
                .text(Tag.PATIENT_ID, "INV-1")
                .empty(Tag.PATIENT_BIRTH_DATE)
                .empty(Tag.PATIENT_SEX)
                .empty(Tag.REFERENCED_PATIENT_SEQUENCE)
                .text(Tag.PERFORMED_PROCEDURE_STEP_ID, "PPS1")
                .text(Tag.PERFORMED_STATION_AE_TITLE, AE_TITLE)
                .empty(Tag.PERFORMED_STATION_NAME)
                .empty(Tag.PERFORMED_LOCATION)
                .text(Tag.PERFORMED_PROCEDURE_STEP_START_DATE, "20261129")
                .text(Tag.PERFORMED_PROCEDURE_STEP_START_TIME, "1205")
                .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "IN PROGRESS")
                .empty(Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION)
                .empty(Tag.PERFORMED_PROCEDURE_TYPE_DESCRIPTION)
                .empty(Tag.PROCEDURE_CODE_SEQUENCE)
                .empty(Tag.PERFORMED_PROCEDURE_STEP_END_DATE)
                .empty(Tag.PERFORMED_PROCEDURE_STEP_END_TIME)
                .text(Tag.MODALITY, "CT")
                .empty(Tag.STUDY_ID)
                .empty(Tag.PERFORMED_PROTOCOL_CODE_SEQUENCE)
                .empty(Tag.PERFORMED_SERIES_SEQUENCE)
                .build();
        report(CommandField.N_CREATE_RQ, CommandElements.none().affectedSopInstanceUid(performed), created);
    }

    /**
     * Ends what was begun.
     *
     * @param performed the UID of what is performed
     * @param status {@code COMPLETED} or {@code DISCONTINUED}
     */
    void end(Uid performed, String status) throws Exception {
        DataSet series = DataSet.builder()
                .empty(Tag.PERFORMING_PHYSICIAN_NAME)
                .text(Tag.PROTOCOL_NAME, "Head")
                .empty(Tag.OPERATORS_NAME)
                .text(Tag.SERIES_INSTANCE_UID, performed + ".1")
                .empty(Tag.SERIES_DESCRIPTION)
                .empty(Tag.RETRIEVE_AE_TITLE)
                .empty(Tag.REFERENCED_IMAGE_SEQUENCE)
                .empty(Tag.REFERENCED_NON_IMAGE_COMPOSITE_SOP_INSTANCE_SEQUENCE)
                .build();
        DataSet ended = DataSet.builder()
                .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, status)
                .text(Tag.PERFORMED_PROCEDURE_STEP_END_DATE, "20261129")
                .text(Tag.PERFORMED_PROCEDURE_STEP_END_TIME, "1220")
                .sequence(Tag.PERFORMED_SERIES_SEQUENCE, series)
                .build();
        report(CommandField.N_SET_RQ, CommandElements.none().requestedSopInstanceUid(performed), ended);
    }

    private void report(CommandField request, CommandElements elements, DataSet dataSet) throws Exception {
        AssociationProposal proposal = AssociationProposal.to("127.0.0.1", port)
                .calledAeTitle(ExampleServer.AE_TITLE)
                .context(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .build();
        try (RequestedAssociation association = scu.client().open(proposal)) {
            ReceivedResponse response = association
                    .invoke(Invocation.of(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP, request)
                            .elements(elements)
                            .dataSet(dataSet.in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            assertThat(response.status().code()).isEqualTo(DimseStatus.SUCCESS.code());
        }
    }

    @Override
    public void close() {
        scu.close();
    }
}
