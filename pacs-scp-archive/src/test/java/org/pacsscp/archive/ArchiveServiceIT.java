package org.pacsscp.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Client;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.StoredInstance;

/** Queries over sockets, with what was negotiated. */
class ArchiveServiceIT {
    @TempDir
    private Path directory;

    private static StoredInstance stored(String uid) {
        return new StoredInstance(
                SopClass.CT_IMAGE_STORAGE,
                Uid.of(uid),
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                uid,
                100,
                10,
                0,
                AeTitle.of("SENDER"),
                AeTitle.of("ARCHIVE"),
                Instant.EPOCH,
                DataSet.builder()
                        .text(Tag.PATIENT_ID, "P")
                        .text(Tag.PATIENT_NAME, "Invented-Doe")
                        .text(Tag.STUDY_INSTANCE_UID, "1.1")
                        .text(Tag.SERIES_INSTANCE_UID, "1.2")
                        .text(Tag.SOP_INSTANCE_UID, uid)
                        .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                        .build());
    }

    @Test
    void answersARelationalQueryThatWasNegotiated() throws Exception {
        try (Catalog catalog = Catalog.open(EmbeddedDatabase.of(directory.resolve("catalog.db")))) {
            catalog.add(stored("1.3.1"));
            catalog.add(stored("1.3.2"));
            ServerBuilder builder = Server.builder().aeTitle("ARCHIVE").port(0);
            ArchiveService.builder(catalog).build().handlers().forEach(builder::handler);
            try (Server server = builder.build().start();
                    ServiceClassUser scu = ServiceClassUser.of(Client.builder().aeTitle("TESTER"))) {
                Identifier images = Identifier.studyRoot(QueryLevel.IMAGE)
                        .key(Tag.PATIENT_NAME, "INVENTED-D*")
                        .with(QueryOption.RELATIONAL, QueryOption.EMPTY_VALUES);
                List<String> found = new ArrayList<>();
                try (Matches matches = scu.find(RemoteEntity.of("ARCHIVE", "localhost", server.port()), images)) {
                    assertThat(matches.agreed())
                            .containsExactlyInAnyOrder(QueryOption.RELATIONAL, QueryOption.EMPTY_VALUES);
                    for (Optional<DataSet> match = matches.next(); match.isPresent(); match = matches.next()) {
                        found.add(match.get().text(Tag.SOP_INSTANCE_UID).orElseThrow());
                    }
                }
                assertThat(found).containsExactlyInAnyOrder("1.3.1", "1.3.2");
            }
        }
    }
}
