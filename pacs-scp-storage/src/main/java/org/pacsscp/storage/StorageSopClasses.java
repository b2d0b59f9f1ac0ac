package org.pacsscp.storage;

import java.util.List;
import java.util.Set;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/**
 * The SOP classes of the storage services, current and retired: those of {@link SopClass#storage()}, those of objects that
 * have no patient (PS3.4 Table GG.3-1), and those of the industries that borrow from the standard.
 */
final class StorageSopClasses {
    /** Named after storage, but not for C-STORE. */
    private static final Set<Uid> OTHER_SERVICES = Set.of(
            SopClass.STORAGE_COMMITMENT_PUSH_MODEL,
            SopClass.STORAGE_COMMITMENT_PULL_MODEL,
            SopClass.MEDIA_STORAGE_DIRECTORY_STORAGE);

    private StorageSopClasses() {}

    static List<Uid> all() {
        return RegisteredUid.all().stream()
                .filter(registered -> registered.type().equals("SOP Class"))
                .filter(registered -> registered.keyword().contains("Storage"))
                .map(RegisteredUid::uid)
                .filter(sopClass -> !OTHER_SERVICES.contains(sopClass))
                .toList();
    }
}
