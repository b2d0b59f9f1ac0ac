package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

class StorageSopClassesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.5.1.4.1.1.2", // CT Image Storage
                "1.2.840.10008.5.1.4.1.1.6", // Ultrasound Image Storage (Retired)
                "1.2.840.10008.5.1.1.29", // Hardcopy Grayscale Image Storage (Retired)
                "1.2.840.10008.5.1.4.1.1.88.67", // X-Ray Radiation Dose SR Storage
                "1.2.840.10008.5.1.4.1.1.104.1", // Encapsulated PDF Storage
                "1.2.840.10008.5.1.4.34.7", // RT Beams Delivery Instruction Storage
                "1.2.840.10008.5.1.4.45.1" // Implant Template Group Storage, which has no patient
            })
    void listsWhatIsStored(String uid) {
        assertThat(StorageSopClasses.all()).contains(Uid.of(uid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.1.1", // Verification
                "1.2.840.10008.1.3.10", // Media Storage Directory Storage, which is only in files
                "1.2.840.10008.1.20.1", // Storage Commitment Push Model
                "1.2.840.10008.5.1.4.1.2.1.1" // Patient Root Query/Retrieve – FIND
            })
    void listsNothingElse(String uid) {
        assertThat(StorageSopClasses.all()).doesNotContain(Uid.of(uid));
    }

    @Test
    void listsEachOnce() {
        assertThat(StorageSopClasses.all()).hasSize(211).doesNotHaveDuplicates().containsAll(SopClass.storage());
    }
}
