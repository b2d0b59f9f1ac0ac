package org.pacsscp.storage;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.Uid;

/**
 * Knows which instances there are, and where: such as the catalog of an archive. It must agree before C-STORE is answered with
 * success.
 *
 * <p>The order of calls for an instance, all on the thread that answers its C-STORE:
 *
 * <ol>
 *   <li>{@link #find}, before its data set has come, and once more afterwards if it was there;
 *   <li>{@link #add} or {@link #replace}, once its file is in its place and as safe as it gets. If another instance came between,
 *       {@link IndexResult.Changed} begins again with {@code find}.
 * </ol>
 *
 * <p>Files without rows may remain after a crash, and the next start adds them, so {@code add} may be called for an instance that
 * was never acknowledged; rows without files never remain, if the index keeps to its part: what was returned or thrown is true.
 * Where it cannot know (the connection to a database broke during the commit), it throws an {@link IOException}; {@code find} is
 * asked then.
 *
 * <p>Usable by any thread, by several for the same instance at once.
 *
 * @since 0.1.0
 */
public interface InstanceIndex {
    /**
     * Looks an instance up.
     *
     * @param sopInstanceUid the instance
     * @return what is known of it; empty if it is not there
     * @throws IOException if that cannot be told now; C-STORE is refused with A700H then
     */
    Optional<IndexedInstance> find(Uid sopInstanceUid) throws IOException;

    /**
     * Adds an instance, and returns once that is as safe as its file is.
     *
     * @param instance the instance, whose file is in its place
     * @return what has become of it; {@link IndexResult.Changed} if the instance is there already, wherever its file
     * @throws IOException if it cannot be told whether it was added
     */
    IndexResult add(StoredInstance instance) throws IOException;

    /**
     * Puts an instance in the place of one with the same UID, and returns once that is as safe as its file is. The file of the old
     * one is deleted afterwards, so the index must not point there any more.
     *
     * @param old what {@link #find} has returned
     * @param instance the instance, whose file is in its place, which is another than the old one's
     * @return what has become of it; {@link IndexResult.Changed} if {@code old} is not what is there, or was committed meanwhile
     * @throws IOException if it cannot be told whether it was replaced
     */
    IndexResult replace(IndexedInstance old, StoredInstance instance) throws IOException;

    /**
     * Returns this index for a caller that has a journal on the disk, in which each instance stands from before its file has its place
     * until {@link #force} has returned, and that adds it once more if it is missing after a crash of the machine. So {@link #add}
     * and {@link #replace} need not wait for the disk: what they have returned for outlives the process.
     *
     * <p>A {@link StorageService} asks for it if its files are on the disk before it answers.
     *
     * @return an index of the same instances; by default this one, which waits
     */
    default InstanceIndex journaled() {
        return this;
    }

    /**
     * Makes what was added or replaced until now as safe as this index can, so that a journal may forget it. By default there is
     * nothing to do, since {@link #add} and {@link #replace} have done it.
     *
     * @throws IOException if that cannot be done now; the journal keeps it then
     */
    default void force() throws IOException {}
}
