package org.pacsscp.audit;

import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.InstanceEvent;
import org.pacsscp.storage.InstanceListener;
import org.pacsscp.storage.StoredInstance;

/**
 * Tells an audit trail of what {@link org.pacsscp.storage.StorageService} has stored: a message when the first instance of a study has
 * come over an association, and one when that association has ended or the study is complete. Needs {@code pacs-scp-storage}.
 *
 * <pre>{@code
 * StorageService storage = StorageService.builder()
 *         .directory(directory)
 *         .listener(AuditedInstances.of(trail))
 *         .open();
 * Server server = Server.builder().listener(trail).handler(storage.handler()).build();
 * }</pre>
 *
 * <p>The trail must be a listener of the server, too; else the messages have no addresses, and come when a study is complete. An instance
 * without a Study Instance UID is in no message. What is handed on twice after a restart is told of twice.
 *
 * @since 0.1.0
 */
public final class AuditedInstances implements InstanceListener {
    private final Transfers transfers;

    private AuditedInstances(Transfers transfers) {
        this.transfers = transfers;
        transfers.on();
    }

    /**
     * Makes a listener for a storage service.
     *
     * @param trail who is told
     * @return the listener; it never blocks
     */
    public static AuditedInstances of(AuditTrail trail) {
        return new AuditedInstances(trail.transfers());
    }

    @Override
    public void stored(InstanceEvent.Stored event) {
        StoredInstance instance = event.instance();
        DataSet header = instance.header();
        Optional<Uid> study = header.uid(Tag.STUDY_INSTANCE_UID);
        if (study.isEmpty()) {
            return;
        }
        transfers.stored(new Transfers.Instance(
                new Transfers.Titles(instance.callingAeTitle(), instance.calledAeTitle()),
                instance.sopInstanceUid(),
                instance.sopClassUid(),
                study.get(),
                header.text(Tag.ACCESSION_NUMBER).filter(number -> !number.isBlank()),
                new AuditedPatient(
                        header.text(Tag.PATIENT_ID).orElse(""),
                        header.text(Tag.PATIENT_NAME).filter(name -> !name.isBlank()))));
    }

    @Override
    public void studyComplete(InstanceEvent.StudyComplete event) {
        transfers.studyComplete(event.studyInstanceUid());
    }
}
