package org.pacsscp.testkit.data;

import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.PersonName;

/**
 * A patient whom nobody can mistake for a real one: the family name begins with {@code Invented-}, the given name has digits, the
 * id begins with {@code INV-}.
 *
 * @param name Patient's Name (0010,0010)
 * @param id Patient ID (0010,0020)
 * @param birthDate Patient's Birth Date (0010,0030)
 * @param sex Patient's Sex (0010,0040): {@code M}, {@code F} or {@code O}
 * @since 0.1.0
 */
public record InventedPatient(PersonName name, String id, DicomDate birthDate, String sex) {
    /** Returns the id. */
    @Override
    public String toString() {
        return id;
    }
}
