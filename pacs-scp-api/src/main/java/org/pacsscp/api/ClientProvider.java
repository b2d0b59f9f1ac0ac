package org.pacsscp.api;

/**
 * Makes clients: what an engine implements; applications do not need it.
 *
 * <p>An engine declares its provider in its {@code module-info.java} and in {@code META-INF/services}. Where several
 * are found, the first one that {@link java.util.ServiceLoader} gives is used.
 *
 * @since 0.1.0
 */
public interface ClientProvider {
    /**
     * Makes a client.
     *
     * @param config what the client is; already checked value by value
     * @return a new client that has opened nothing
     * @throws IllegalArgumentException if the configuration cannot work: two handlers for one SOP class and command field,
     *     or a server of another engine to share I/O threads with; the message names them
     */
    Client create(ClientConfig config);
}
