package org.pacsscp.api;

/**
 * Makes servers: what an engine implements; applications do not need it.
 *
 * <p>An engine declares its provider in its {@code module-info.java} and in {@code META-INF/services}. Where several
 * are found, the first one that {@link java.util.ServiceLoader} gives is used.
 *
 * @since 0.1.0
 */
public interface ServerProvider {
    /**
     * Makes a server that is not started.
     *
     * @param config what the server is to do; already checked value by value
     * @return a new server in state {@link Server.State#STOPPED}
     * @throws IllegalArgumentException if the configuration cannot work: no handler at all, or two handlers for one SOP
     *     class and command field; the message names them
     */
    Server create(ServerConfig config);
}
