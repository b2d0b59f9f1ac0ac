package org.pacsscp.bench.micro;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.Server;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.ul.ExtendedNegotiator;
import org.pacsscp.core.internal.ul.Negotiation;
import org.pacsscp.core.internal.ul.Negotiator;

/** Judging an A-ASSOCIATE-RQ, and answering each of its presentation contexts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NegotiationBenchmark {
    /** Presentation contexts. */
    @Param({"2", "64"})
    public int contexts = 2;

    private final Negotiator negotiator =
            new Negotiator(Server.builder().toConfig(), Services.table().capabilities(), new NothingExtended());

    private AssociateRq request = Messages.associateRq(contexts);

    /** Makes the request that the parameter asks for. */
    @Setup
    public void setUp() {
        request = Messages.associateRq(contexts);
    }

    /** From the request to what is answered. */
    @Benchmark
    public Negotiation negotiate() {
        negotiator.examine(request).ifPresent(reject -> {
            throw new IllegalStateException("rejected: " + reject);
        });
        return negotiator.negotiate(request, Optional.empty());
    }

    private static final class NothingExtended implements ExtendedNegotiator {
        @Override
        public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
            return Optional.empty();
        }

        @Override
        public void negotiate(CommonExtendedNegotiation information) {
            // Nobody here proposes any.
        }
    }
}
