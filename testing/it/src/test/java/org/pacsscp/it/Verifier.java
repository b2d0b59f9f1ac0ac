package org.pacsscp.it;

import java.io.IOException;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** Verifies servers with the testkit, which shares no code with what it tests. */
public final class Verifier {
    static final String AE_TITLE = "VERIFIER";

    private Verifier() {}

    /** Opens an association for Verification. */
    static Requestor open(String host, int port) throws IOException {
        return proposal(AE_TITLE).open(host, port);
    }

    /** What is proposed in the name of an application. */
    static Proposal proposal(String calling) {
        return Proposal.to(ExampleServer.AE_TITLE).from(calling).context(SopClass.VERIFICATION);
    }

    /** Associates, echoes once and releases; returns the status of the answer. */
    public static int echoOnce(String host, int port) throws IOException {
        try (Requestor requestor = open(host, port)) {
            int status = echo(requestor);
            requestor.release();
            return status;
        }
    }

    /** Echoes; returns the status of the answer. */
    static int echo(Requestor requestor) throws IOException {
        return requestor.echo().status().code();
    }
}
