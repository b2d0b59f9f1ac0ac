package org.pacsscp.api;

import java.util.List;
import java.util.Objects;

/**
 * An AE title of a server with handlers of its own: several applications behind one port.
 *
 * <p>Peers that call this title are offered what its handlers can do, and what {@link java.util.ServiceLoader} finds
 * besides, such as C-ECHO. The handlers that {@link ServerBuilder#handler} was given belong to the server's other
 * titles.
 *
 * <pre>{@code
 * builder.applicationEntity(ApplicationEntity.of("ARCHIVE", new StoreHandler(archive)))
 *         .applicationEntity(ApplicationEntity.of("WORKLIST", new WorklistHandler(orders)));
 * }</pre>
 *
 * @param aeTitle the title
 * @param handlers the handlers of this title alone
 * @since 0.1.0
 */
public record ApplicationEntity(AeTitle aeTitle, List<ActionHandler> handlers) {
    /** Checks and copies. */
    public ApplicationEntity {
        Objects.requireNonNull(aeTitle, "aeTitle");
        handlers = List.copyOf(handlers);
    }

    /**
     * Makes an application entity.
     *
     * @param aeTitle its title
     * @param handlers its handlers
     * @return the application entity
     * @throws IllegalArgumentException if the text is no AE title
     */
    public static ApplicationEntity of(String aeTitle, ActionHandler... handlers) {
        return new ApplicationEntity(AeTitle.of(aeTitle), List.of(handlers));
    }
}
