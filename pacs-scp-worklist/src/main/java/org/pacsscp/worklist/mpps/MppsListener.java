package org.pacsscp.worklist.mpps;

/**
 * Is told what modalities report of their steps.
 *
 * <p>Called by the thread that handles the request, after the step is kept and before the modality is answered; by several at
 * once, for one step perhaps out of order: its revision tells. What it throws is logged and harms nothing.
 *
 * <pre>{@code
 * MppsListener billing = event -> {
 *     if (event.ends()) {
 *         queue.add(event.step());
 *     }
 * };
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MppsListener {
    /**
     * A step was created or changed.
     *
     * @param event what has happened
     * @throws Exception if that cannot be dealt with: it is logged
     */
    void changed(MppsEvent event) throws Exception;
}
