package org.pacsscp.bench.micro;

import java.util.Optional;
import java.util.Set;
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
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.ul.AcceptorRules;
import org.pacsscp.core.internal.ul.Capabilities;
import org.pacsscp.core.internal.ul.ExtendedNegotiator;
import org.pacsscp.core.internal.ul.Negotiation;
import org.pacsscp.core.internal.ul.Negotiator;
import org.pacsscp.core.internal.ul.Offer;

/** Judging an A-ASSOCIATE-RQ, and answering each of its presentation contexts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NegotiationBenchmark {
    /** Presentation contexts. */
    @Param({"2", "64"})
    public int contexts = 2;

    private final Negotiator negotiator = new Negotiator(
            new Capabilities(Services.table().capabilities()),
            new AcceptorRules(
                    Set.of(ServerConfig.DEFAULT_AE_TITLE), false, false, TransferSyntaxChoice.SERVERS_ORDER, false, 1),
            new Offer(
                    Limits.defaults().maxPduLength(),
                    ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID,
                    ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME),
            new NothingExtended());

    private AssociateRq request = Messages.associateRq(contexts);

    /** Makes the request that the parameter asks for. */
    @Setup
    public void setUp() {
        request = Messages.associateRq(contexts);
    }

    /** From the request to what is answered. */
    @Benchmark
    public Negotiation.Acceptance negotiate() {
        Negotiation negotiation = negotiator.begin(request);
        negotiation.fault().ifPresent(reject -> {
            throw new IllegalStateException("rejected: " + reject);
        });
        return negotiation.accept(Optional.empty());
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
