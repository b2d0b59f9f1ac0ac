package org.pacsscp.examples.call;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a peer listens.
 *
 * @param host a host name, or an address of IPv4 or IPv6, without brackets
 * @param port 1 to 65535
 */
public record PeerAddress(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(\\[[^\\[\\]]+]|[^:\\[\\]]+):([0-9]{1,5})");

    /**
     * Reads {@code HOST:PORT}, where an address of IPv6 is in brackets.
     *
     * @param text what was typed
     * @return the address, which nobody has looked up yet
     * @throws IllegalArgumentException if it is none; the message says what to do
     */
    public static PeerAddress parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "give a host and a port, such as pacs.example.org:11112, 192.0.2.1:104 or [2001:db8::1]:104");
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + " is out of range; it must be 1 to " + HIGHEST_PORT);
        }
        return new PeerAddress(matcher.group(1).replaceAll("[\\[\\]]", ""), port);
    }
}
