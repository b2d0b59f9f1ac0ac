package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.pacsscp.api.SopClass;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** A process to be killed: four threads add instances and print each UID that was acknowledged, two ask. */
final class Ingestion {
    private Ingestion() {}

    /** Runs until it is killed: file of the catalog, first number. */
    public static void main(String[] arguments) {
        Catalog catalog = Catalog.open(EmbeddedDatabase.of(Path.of(arguments[0])));
        ExecutorService threads = Executors.newCachedThreadPool();
        IntStream.range(0, 4).forEach(thread -> threads.execute(() -> add(catalog, arguments[1] + "." + thread)));
        IntStream.range(0, 2).forEach(thread -> threads.execute(() -> ask(catalog)));
    }

    private static void add(Catalog catalog, String prefix) {
        try {
            for (int i = 0; ; i++) {
                String uid = "2.25." + prefix + "." + i;
                catalog.add(SampleArchive.stored(DataSet.builder()
                        .text(Tag.PATIENT_ID, "P" + i / 50)
                        .text(Tag.PATIENT_NAME, "Invented-" + i / 50)
                        .text(Tag.STUDY_INSTANCE_UID, "2.25.1" + prefix + "." + i / 20)
                        .text(Tag.SERIES_INSTANCE_UID, "2.25.2" + prefix + "." + i / 10)
                        .text(Tag.SOP_INSTANCE_UID, uid)
                        .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                        .build()));
                print(uid);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One write a line, so that what is read was acknowledged. */
    private static synchronized void print(String uid) {
        System.out.println(uid);
        System.out.flush();
    }

    private static void ask(Catalog catalog) {
        while (true) {
            DataSet keys = DataSet.builder()
                    .text(Tag.PATIENT_NAME, "Invented-1*")
                    .empty(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)
                    .build();
            try (CatalogMatches matches =
                    catalog.find(CatalogQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY, keys))) {
                for (Optional<DataSet> match = matches.next(); match.isPresent(); ) {
                    match = matches.next();
                }
            }
        }
    }
}
