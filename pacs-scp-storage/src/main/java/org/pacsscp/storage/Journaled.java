package org.pacsscp.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** What the journal knows of what is not finished. */
sealed interface Journaled {
    /** Stands between fields: in no UID, AE title or location. */
    String SEPARATOR = "\t";

    /** In one line, without the header. */
    String text();

    /**
     * An instance that is about to get its place, or has it and is not yet handed on.
     *
     * @param stored the instance; read from a journal it has no header
     * @param study the study that it belongs to, if it says so
     * @param replaces where the file is that is deleted once this one is in the index
     */
    record Instance(StoredInstance stored, Optional<Uid> study, Optional<String> replaces) implements Journaled {
        static final String KIND = "instance";
        private static final int FIELDS = 13;

        @Override
        public String text() {
            return String.join(
                    SEPARATOR,
                    KIND,
                    stored.sopClassUid().value(),
                    stored.sopInstanceUid().value(),
                    stored.transferSyntaxUid().value(),
                    stored.location(),
                    Long.toString(stored.length()),
                    Long.toString(stored.dataSetOffset()),
                    Integer.toString(stored.crc32c()),
                    stored.callingAeTitle().value(),
                    stored.calledAeTitle().value(),
                    stored.storedAt().toString(),
                    study.map(Uid::value).orElse(""),
                    replaces.orElse(""));
        }

        static Instance of(StoredInstance stored, Optional<String> replaces) {
            return new Instance(stored, stored.header().uid(Tag.STUDY_INSTANCE_UID), replaces);
        }

        private static Instance parse(List<String> fields) {
            StoredInstance stored = new StoredInstance(
                    Uid.of(fields.get(1)),
                    Uid.of(fields.get(2)),
                    Uid.of(fields.get(3)),
                    fields.get(4),
                    Long.parseLong(fields.get(5)),
                    Long.parseLong(fields.get(6)),
                    Integer.parseInt(fields.get(7)),
                    AeTitle.of(fields.get(8)),
                    AeTitle.of(fields.get(9)),
                    Instant.parse(fields.get(10)),
                    DataSet.empty());
            return new Instance(stored, optional(fields.get(11)).map(Uid::of), optional(fields.get(12)));
        }

        private static Optional<String> optional(String field) {
            return field.isEmpty() ? Optional.empty() : Optional.of(field);
        }

        Instance with(DataSet header) {
            StoredInstance with = new StoredInstance(
                    stored.sopClassUid(),
                    stored.sopInstanceUid(),
                    stored.transferSyntaxUid(),
                    stored.location(),
                    stored.length(),
                    stored.dataSetOffset(),
                    stored.crc32c(),
                    stored.callingAeTitle(),
                    stored.calledAeTitle(),
                    stored.storedAt(),
                    header);
            return new Instance(with, study, replaces);
        }
    }

    /** A study that was not yet told to be complete. */
    record Study(Uid studyInstanceUid) implements Journaled {
        static final String KIND = "study";

        @Override
        public String text() {
            return KIND + SEPARATOR + studyInstanceUid;
        }
    }

    /** Reads what {@link #text()} has written; empty for what another version may have written. */
    static Optional<Journaled> parse(String text) {
        List<String> fields = List.of(text.split(SEPARATOR, -1));
        try {
            return switch (fields.get(0)) {
                case Instance.KIND ->
                    fields.size() == Instance.FIELDS ? Optional.of(Instance.parse(fields)) : Optional.empty();
                case Study.KIND -> Optional.of(new Study(Uid.of(fields.get(1))));
                default -> Optional.empty();
            };
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
