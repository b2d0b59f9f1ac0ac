package org.pacsscp.core.internal.association;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.pacsscp.core.internal.io.loop.SharedLoops;

/** Who has loops that another service user may use, too. */
public interface SharesLoops {
    /** Returns the loops. */
    SharedLoops loops();

    /** Returns the application's executor, if it has given one. */
    Optional<Executor> executor();
}
