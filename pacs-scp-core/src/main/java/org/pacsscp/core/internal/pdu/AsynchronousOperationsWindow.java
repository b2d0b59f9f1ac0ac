package org.pacsscp.core.internal.pdu;

/**
 * Sub-item 53H, PS3.7 Tables D.3-7 and D.3-8. Zero means unlimited.
 *
 * @param maximumOperationsInvoked outstanding operations that the requestor may invoke
 * @param maximumOperationsPerformed outstanding operations that the requestor may have to perform
 */
public record AsynchronousOperationsWindow(int maximumOperationsInvoked, int maximumOperationsPerformed) {
    /** One operation at a time each way: what holds where nothing is negotiated. */
    public static final AsynchronousOperationsWindow SYNCHRONOUS = new AsynchronousOperationsWindow(1, 1);
}
