package org.pacsscp.audit;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AeTitle;

/** This process, as a participant: its number is its user id (PS3.15 A.5.2.1). */
final class ThisProcess {
    private static final String ID = Long.toString(ProcessHandle.current().pid());

    private ThisProcess() {}

    static Participant participant(List<AeTitle> titles) {
        return new Participant(ID, titles, Optional.empty(), false, Optional.empty());
    }
}
