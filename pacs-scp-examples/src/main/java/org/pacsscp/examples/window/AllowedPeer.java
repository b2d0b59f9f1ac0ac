package org.pacsscp.examples.window;

/**
 * A caller that may come in, as it was typed.
 *
 * @param aeTitle its AE title
 * @param host where it may come from: a host or a block of addresses; empty for anywhere
 * @param port where it listens itself, for an archive that sends to it; never checked against a connection
 */
public record AllowedPeer(String aeTitle, String host, String port) {
    /** A row that nothing was typed into. */
    public static final AllowedPeer NONE = new AllowedPeer("", "", "");

    /** Removes what surrounds the values. */
    public AllowedPeer {
        aeTitle = aeTitle.strip();
        host = host.strip();
        port = port.strip();
    }

    /**
     * Tells whether nothing was typed.
     *
     * @return whether all are empty
     */
    public boolean isBlank() {
        return equals(NONE);
    }
}
