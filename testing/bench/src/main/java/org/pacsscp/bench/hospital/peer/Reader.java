package org.pacsscp.bench.hospital.peer;

import java.io.IOException;
import org.pacsscp.api.Uid;
import org.pacsscp.bench.hospital.day.PlannedStudy;
import org.pacsscp.bench.hospital.figure.Tally;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StorageContexts;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** Workstations: each looks for a study and for those that the patient had before, and gets their images. Usable by any thread. */
public final class Reader {
    /** Around a study's time: what a list of six minutes shows. */
    private static final double LIST_HOURS = 0.05;

    private final ServiceClassUser user;
    private final RemoteEntity archive;
    private final Identities identities;
    private final Receiver receiver;
    private final Tally tally;

    public Reader(ServiceClassUser user, RemoteEntity archive, Identities identities, Receiver receiver, Tally tally) {
        this.user = user;
        this.archive = archive;
        this.identities = identities;
        this.receiver = receiver;
        this.tally = tally;
    }

    /** Reads a study that was stored. */
    public void read(PlannedStudy study) throws InterruptedException {
        try {
            find(listed(study));
            find(Identifier.studyRoot(QueryLevel.STUDY)
                    .key(Tag.PATIENT_ID, identities.patientId(study))
                    .returning(Tag.STUDY_DATE, Tag.STUDY_TIME, Tag.STUDY_DESCRIPTION, Tag.STUDY_INSTANCE_UID));
            retrieve(study, identities.study(study.number()));
            if (study.prior().isPresent()) {
                retrieve(study, identities.study(study.prior().getAsInt()));
            }
        } catch (IOException e) {
            tally.failed("a study that is read: " + e.getMessage());
        }
    }

    private static Identifier listed(PlannedStudy study) {
        String range = Identities.time(study.hour() - LIST_HOURS) + "-" + Identities.time(study.hour() + LIST_HOURS);
        return Identifier.studyRoot(QueryLevel.STUDY)
                .key(Tag.STUDY_DATE, Identities.DATE)
                .key(Tag.STUDY_TIME, range)
                .key(Tag.MODALITIES_IN_STUDY, study.kind().name())
                .returning(Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.ACCESSION_NUMBER, Tag.STUDY_INSTANCE_UID);
    }

    private void find(Identifier identifier) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Matches matches = user.find(archive, identifier)) {
            if (matches.toList().isEmpty()) {
                throw new IOException("C-FIND did not find the study that was stored");
            }
        }
        tally.found(System.nanoTime() - begun);
    }

    private void retrieve(PlannedStudy study, Uid wanted) throws IOException, InterruptedException {
        Identifier identifier = Identifier.study(wanted);
        long begun = System.nanoTime();
        RetrieveReport report = study.moved()
                ? user.move(archive, identifier, MoveDestination.AE_TITLE)
                : user.get(
                        archive,
                        identifier,
                        StorageContexts.of(study.kind().sopClass()),
                        receiver,
                        CallOptions.defaults());
        if (!report.isSuccess()) {
            throw new IOException("a retrieval ended with " + report.status());
        }
        tally.retrieved(System.nanoTime() - begun);
    }

    /** Counts the images of these studies of which the catalog knows. */
    public long cataloged() throws IOException, InterruptedException {
        Identifier all = Identifier.studyRoot(QueryLevel.STUDY)
                .key(Tag.PATIENT_ID, identities.patientPrefix() + "*")
                .returning(Tag.STUDY_INSTANCE_UID, Tag.NUMBER_OF_STUDY_RELATED_INSTANCES);
        long images = 0;
        try (Matches matches = user.find(archive, all)) {
            for (DataSet match : matches) {
                images += match.text(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)
                        .map(String::strip)
                        .map(Long::parseLong)
                        .orElse(0L);
            }
        }
        return images;
    }
}
