package org.pacsscp.examples.worklist;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tag;

/**
 * A row of a table, from which an entry of a worklist is made.
 *
 * @param number of the row, from 1
 * @param values by keyword; several values of one attribute are separated by a backslash
 */
public record EntryRow(int number, Map<String, String> values) {
    /** Attributes that stand in the item of the Scheduled Procedure Step Sequence (PS3.4 Table K.6-1). */
    private static final Set<Integer> IN_STEP = Set.of(
            Tag.MODALITY,
            Tag.SCHEDULED_STATION_AE_TITLE,
            Tag.SCHEDULED_STATION_NAME,
            Tag.SCHEDULED_PROCEDURE_STEP_START_DATE,
            Tag.SCHEDULED_PROCEDURE_STEP_START_TIME,
            Tag.SCHEDULED_PROCEDURE_STEP_LOCATION,
            Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION,
            Tag.SCHEDULED_PROCEDURE_STEP_ID,
            Tag.SCHEDULED_PROCEDURE_STEP_STATUS,
            Tag.SCHEDULED_PERFORMING_PHYSICIAN_NAME,
            Tag.PRE_MEDICATION,
            Tag.REQUESTED_CONTRAST_AGENT,
            Tag.COMMENTS_ON_THE_SCHEDULED_PROCEDURE_STEP);

    private static final int UUID_BYTES = 16;

    /**
     * Makes the entry.
     *
     * @return its data set, in UTF-8 where ASCII does not do
     * @throws IllegalArgumentException if a column is no keyword, or a value none that its attribute may have
     */
    public DataSet dataSet() {
        DataSetBuilder entry = DataSet.builder();
        DataSetBuilder step = DataSet.builder();
        if (!values.values().stream().allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode)) {
            entry.text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
            step.text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        }
        String id = valueOr(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS" + number);
        step.text(Tag.SCHEDULED_PROCEDURE_STEP_ID, id);
        entry.text(Tag.REQUESTED_PROCEDURE_ID, valueOr(Tag.REQUESTED_PROCEDURE_ID, "RP" + number));
        entry.uid(Tag.STUDY_INSTANCE_UID, madeStudy());
        values.forEach((keyword, value) -> add(keyword, value, entry, step));
        return entry.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step.build())
                .build();
    }

    private void add(String keyword, String value, DataSetBuilder entry, DataSetBuilder step) {
        int tag = Dictionary.standard()
                .find(keyword)
                .map(DictionaryEntry::tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + keyword + "' is no keyword of an attribute, such as PatientName"));
        if (value.isBlank()) {
            return;
        }
        try {
            (IN_STEP.contains(tag) ? step : entry).text(tag, value.strip().split("\\\\"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("row " + number + ": " + keyword + ": " + e.getMessage(), e);
        }
    }

    private String valueOr(int tag, String otherwise) {
        String keyword =
                Dictionary.standard().find(tag).map(DictionaryEntry::keyword).orElseThrow();
        String value = values.getOrDefault(keyword, "");
        return value.isBlank() ? otherwise : value;
    }

    /** The same row makes the same study each time, so that a table may be read again. */
    private Uid madeStudy() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((number + "\n" + values).getBytes(StandardCharsets.UTF_8));
            return Uid.of("2.25." + new BigInteger(1, Arrays.copyOf(hash, UUID_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
