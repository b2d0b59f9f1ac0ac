package org.pacsscp.bench.hospital.site;

import java.util.List;
import org.pacsscp.client.RemoteEntity;

/** An archive that is worked on, until it is closed. */
public interface Site extends AutoCloseable {
    /** Where it is. */
    RemoteEntity archive();

    /** The processes of the archive, and what stands before them; none if they are not known. */
    List<Long> servers();

    /** The first process of the database; none if there is none, or it is not known. */
    List<Long> databases();

    /** Ends what was started for it. */
    @Override
    void close();
}
