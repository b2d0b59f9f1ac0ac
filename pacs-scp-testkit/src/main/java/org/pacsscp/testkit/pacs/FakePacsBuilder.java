package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.tls.TlsIdentity;

/**
 * What a {@link FakePacs} is started with. Used by one thread.
 *
 * @since 0.1.0
 */
public final class FakePacsBuilder {
    private final Set<AeTitle> aeTitles = new LinkedHashSet<>();
    private Offer offer = Offer.ofEverything();
    private Optional<SSLContext> tls = Optional.empty();
    private boolean strict;
    private boolean lenient;

    FakePacsBuilder() {}

    /**
     * Accepts only associations that call it so; any other is rejected (1, 1, 7).
     *
     * @param title an AE title; may be called several times
     * @return this
     */
    public FakePacsBuilder aeTitle(String title) {
        aeTitles.add(AeTitle.of(title));
        return this;
    }

    /**
     * Accepts only presentation contexts of SOP classes that are named so.
     *
     * @param sopClass may be called several times
     * @param transferSyntaxes in the order of preference; any if there is none
     * @return this
     */
    public FakePacsBuilder accept(Uid sopClass, Uid... transferSyntaxes) {
        offer = offer.with(sopClass, List.of(transferSyntaxes));
        return this;
    }

    /**
     * Announces another maximum length.
     *
     * @param bytes 16384 by default; 0 for no limit
     * @return this
     */
    public FakePacsBuilder maximumLength(long bytes) {
        offer = offer.withMaximumLength(bytes);
        return this;
    }

    /**
     * Listens with TLS.
     *
     * @param identity its key and certificate, right or wrong
     * @return this
     */
    public FakePacsBuilder tls(TlsIdentity identity) {
        return tls(identity.context());
    }

    /**
     * Listens with TLS.
     *
     * @param context the server's side of it
     * @return this
     */
    public FakePacsBuilder tls(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    /**
     * Answers C-ECHO and C-STORE only if they are expected, as all others.
     *
     * @return this
     */
    public FakePacsBuilder strict() {
        strict = true;
        return this;
    }

    /**
     * Lets requests that were not expected pass: they are answered with 0110H all the same.
     *
     * @return this
     */
    public FakePacsBuilder ignoringUnexpected() {
        lenient = true;
        return this;
    }

    /**
     * Starts it.
     *
     * @return a fake PACS that listens
     * @throws IOException if there is no free port
     */
    public FakePacs start() throws IOException {
        Settings settings = new Settings(aeTitles, offer, strict);
        FaultPlan faults = new FaultPlan();
        return new FakePacs(settings, faults, Listener.start(settings, faults, tls), lenient);
    }
}
