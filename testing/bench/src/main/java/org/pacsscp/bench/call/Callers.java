package org.pacsscp.bench.call;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.bench.load.StoreMessage;

/** Threads that ask a server for the same thing, each on associations of its own. */
final class Callers {
    private final Client client;
    private final AssociationProposal proposal;
    private final Work work;
    private final Invocation invocation;

    /** {@code size} is that of the pixel data which is stored, {@code heap} whether from the heap. */
    Callers(Client client, AssociationProposal proposal, Work work, int size, boolean heap) {
        this.client = client;
        this.proposal = proposal;
        this.work = work;
        invocation =
                work == Work.STORE ? store(size, heap) : Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ);
    }

    private static Invocation store(int size, boolean heap) {
        byte[] dataSet = StoreMessage.dataSet(size);
        ByteBuffer prepared =
                ByteBuffer.allocateDirect(dataSet.length).put(dataSet).flip();
        return Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Uid.of(StoreMessage.SOP_INSTANCE_UID))
                        .priority(0))
                .dataSet(heap ? out -> out.write(dataSet) : DataSetWriter.of(prepared));
    }

    /** Asks on so many associations without a thread, by callbacks, for so long, and returns how often a second it was answered. */
    double callBack(int associations, long nanos) throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long answered =
                new CallbackCaller(client, proposal, invocation, work == Work.ASSOC, begun + nanos).call(associations);
        return answered * 1e9 / (System.nanoTime() - begun);
    }

    /** Asks on so many associations, shared among so many threads, for so long, and returns how often a second it was answered. */
    double call(int associations, int callers, long nanos) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long begun = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int share = associations / callers + (i < associations % callers ? 1 : 0);
                counts.add(threads.submit(counting(share, begun + nanos)));
            }
            long answered = 0;
            for (Future<Long> count : counts) {
                answered += count.get();
            }
            return answered * 1e9 / (System.nanoTime() - begun);
        } finally {
            threads.shutdown();
        }
    }

    private Callable<Long> counting(int associations, long end) {
        Caller caller = new Caller(client, proposal, invocation, associations);
        return work == Work.ASSOC ? () -> caller.associate(end) : () -> caller.ask(end);
    }
}
