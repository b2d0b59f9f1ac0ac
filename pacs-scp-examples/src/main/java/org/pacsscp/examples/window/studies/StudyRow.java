package org.pacsscp.examples.window.studies;

/**
 * A study, as it is shown.
 *
 * @param key which it is
 * @param patientName the name, as people read it
 * @param accessionNumber by which it was ordered; may be empty
 * @param date when it began, such as {@code 2026-11-29 09:30}; may be empty
 * @param description what it is; may be empty
 * @param modalities what made it, such as {@code CT, SR}
 * @param series how many series
 * @param instances how many instances
 */
public record StudyRow(
        Key key,
        String patientName,
        String accessionNumber,
        String date,
        String description,
        String modalities,
        long series,
        long instances) {
    /**
     * Which study it is: one under two patients is two.
     *
     * @param patientId Patient ID; may be empty
     * @param issuer who has issued it; may be empty
     * @param studyInstanceUid Study Instance UID
     */
    public record Key(String patientId, String issuer, String studyInstanceUid) {
        /** Shows nothing of the patient. */
        @Override
        public String toString() {
            return "Key[" + studyInstanceUid + "]";
        }
    }

    StudyRow holding(String newModalities, long newSeries, long newInstances) {
        return new StudyRow(
                key, patientName, accessionNumber, date, description, newModalities, newSeries, newInstances);
    }

    /** Shows nothing of the patient. */
    @Override
    public String toString() {
        return "StudyRow[" + key.studyInstanceUid() + "]";
    }
}
