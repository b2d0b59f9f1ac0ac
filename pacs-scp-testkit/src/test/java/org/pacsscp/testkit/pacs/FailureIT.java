package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** What fails within a fake PACS fails the test, and its client is answered all the same. */
class FailureIT {
    static Stream<Throwable> whatFunctionsThrow() {
        return Stream.of(
                new IllegalStateException("on purpose"),
                new AssertionError("on purpose"),
                new StackOverflowError("on purpose"),
                new IOException("on purpose"));
    }

    @ParameterizedTest
    @MethodSource("whatFunctionsThrow")
    void isThatOfATestsFunction(Throwable thrown) throws Exception {
        FakePacs pacs = FakePacs.start();
        pacs.onEcho().respondWith(operation -> FailureIT.<Reply, RuntimeException>fail(thrown));

        try (Requestor requestor =
                Proposal.to("ANY").context(SopClass.VERIFICATION).open("localhost", pacs.port())) {
            assertThat(requestor.echo().status().code()).isEqualTo(DimseStatus.PROCESSING_FAILURE.code());
            requestor.release();
        }

        assertThatThrownBy(pacs::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the answer to ")
                .hasMessageContaining(thrown.toString());
    }

    /** Also an exception that the compiler would want to be declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Throwable> T fail(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void isThatOfAThreadThatDies() throws Exception {
        FakePacs pacs = FakePacs.start();
        Thread acceptor = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pacs-scp-testkit-" + pacs.port() + "-acceptor"))
                .findFirst()
                .orElseThrow();

        acceptor.getUncaughtExceptionHandler().uncaughtException(acceptor, new OutOfMemoryError("on purpose"));

        assertThatThrownBy(pacs::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the fake PACS itself failed: java.lang.OutOfMemoryError: on purpose");
    }
}
