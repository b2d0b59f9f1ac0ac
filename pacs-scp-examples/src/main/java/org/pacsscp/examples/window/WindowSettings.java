package org.pacsscp.examples.window;

import java.util.Optional;
import org.slf4j.event.Level;

/**
 * What is remembered from one time to the next.
 *
 * @param form what describes the server
 * @param verify what describes the peer that was verified last
 * @param logLevel how much is logged
 * @param size how large the window is; empty for what it needs
 */
public record WindowSettings(ServerForm form, VerifyForm verify, Level logLevel, Optional<Size> size) {
    /**
     * The size of a window, before the scale of the screen.
     *
     * @param width pixels, 1 and up
     * @param height pixels, 1 and up
     */
    public record Size(int width, int height) {}

    /**
     * Returns what is there the first time.
     *
     * @return the defaults
     */
    public static WindowSettings defaults() {
        return new WindowSettings(ServerForm.defaults(), VerifyForm.defaults(), Level.INFO, Optional.empty());
    }
}
