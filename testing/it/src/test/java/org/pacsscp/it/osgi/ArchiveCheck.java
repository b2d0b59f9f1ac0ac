package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.pacsscp.api.Client;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.it.osgi.application.ArchiveApplication;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** Asks an {@link ArchiveApplication} for what it is there for. */
final class ArchiveCheck {
    /** What its bundle imports. */
    static final List<String> IMPORTS = List.of(
            "javax.sql",
            "org.osgi.framework",
            "org.pacsscp.api",
            "org.pacsscp.archive",
            "org.pacsscp.archive.catalog",
            "org.pacsscp.audit",
            "org.pacsscp.dataset",
            "org.pacsscp.storage",
            "org.pacsscp.worklist");

    private ArchiveCheck() {}

    /** Asserts that it keeps an invented image, finds it again, and answers with its worklist. */
    static void assertKeepsAndFinds(int port) throws IOException, InterruptedException {
        RemoteEntity archive = RemoteEntity.of("ARCHIVE", "127.0.0.1", port);
        DataSet image = Invention.ofSeed(1).image(Modality.CT);
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder())) {
            assertThat(scu.store(archive, List.of(InstanceSource.of(image))).isComplete())
                    .isTrue();
            DataSet study = only(
                    scu,
                    archive,
                    Identifier.studyRoot(QueryLevel.STUDY).returning(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES));
            assertThat(study.text(Tag.STUDY_INSTANCE_UID)).isEqualTo(image.text(Tag.STUDY_INSTANCE_UID));
            assertThat(study.text(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)).contains("1");
            DataSet step = only(scu, archive, Identifier.worklist().returning(Tag.PATIENT_ID));
            assertThat(step.text(Tag.PATIENT_ID)).contains(ArchiveApplication.SCHEDULED_PATIENT);
        }
    }

    private static DataSet only(ServiceClassUser scu, RemoteEntity archive, Identifier identifier)
            throws IOException, InterruptedException {
        try (Matches matches = scu.find(archive, identifier)) {
            List<DataSet> found = matches.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
