package org.pacsscp.storage;

/**
 * Is handed what was stored, after C-STORE could be answered with success.
 *
 * <p>Called on one thread of the service, in the order in which instances were stored. It may block and take its time; when it is
 * far behind, peers wait. Each event is handed on <em>at least once</em>: what was acknowledged and not yet handed on when the
 * process ended, however it ended, is handed on after the next start, and so may come twice. An event at which it throws is
 * logged and handed on again later.
 *
 * <pre>{@code
 * builder.listener(new InstanceListener() {
 *     public void stored(InstanceEvent.Stored event) throws IOException {
 *         queue.send(event.instance().sopInstanceUid().value());
 *     }
 * });
 * }</pre>
 *
 * @since 0.1.0
 */
public interface InstanceListener {
    /**
     * An instance was stored, or replaced by one with the same UID. It is safe: it can be read from the store.
     *
     * @param event the instance
     * @throws Exception if it cannot be taken now
     */
    default void stored(InstanceEvent.Stored event) throws Exception {}

    /**
     * No instance of a study has come for a while. If more come later, this is called again.
     *
     * @param event the study
     * @throws Exception if it cannot be taken now
     */
    default void studyComplete(InstanceEvent.StudyComplete event) throws Exception {}
}
