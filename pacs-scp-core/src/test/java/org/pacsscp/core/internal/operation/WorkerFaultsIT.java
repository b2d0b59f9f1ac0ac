package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.Smuggled;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Handlers on workers that break their contract: the peer is told, and the association lives on wherever it can. */
class WorkerFaultsIT {
    private final ScriptedHandler handler = ScriptedHandler.create();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    /** What a handler may do instead of answering. */
    private enum Fault {
        NULL {
            @Override
            @SuppressWarnings("NullAway") // the contract is broken on purpose
            DimseStatus commit(Action action) {
                @Nullable DimseStatus none = null;
                return none;
            }
        },
        PENDING {
            @Override
            DimseStatus commit(Action action) {
                return DimseStatus.PENDING_WITH_WARNING;
            }
        },
        PENDING_THROWN {
            @Override
            DimseStatus commit(Action action) {
                throw new DimseException(DimseStatus.PENDING);
            }
        },
        CHECKED_EXCEPTION {
            @Override
            DimseStatus commit(Action action) throws Exception {
                throw new Exception("on purpose");
            }
        },
        IO_EXCEPTION {
            @Override
            DimseStatus commit(Action action) throws IOException {
                throw new IOException("on purpose");
            }
        },
        RUNTIME_EXCEPTION {
            @Override
            DimseStatus commit(Action action) {
                throw new IllegalStateException("on purpose");
            }
        },
        INTERRUPT {
            @Override
            DimseStatus commit(Action action) throws InterruptedException {
                Thread.currentThread().interrupt();
                throw new InterruptedException("on purpose");
            }
        },
        ASSERTION {
            @Override
            DimseStatus commit(Action action) {
                throw new AssertionError("on purpose");
            }
        },
        OUT_OF_MEMORY {
            @Override
            DimseStatus commit(Action action) {
                throw new OutOfMemoryError("on purpose");
            }
        },
        STACK_OVERFLOW {
            @Override
            @SuppressWarnings("InfiniteRecursion")
            DimseStatus commit(Action action) {
                return commit(action);
            }
        },
        SMUGGLED_THROWABLE {
            @Override
            DimseStatus commit(Action action) {
                Smuggled.throwAnyway(new Throwable("on purpose"));
                return DimseStatus.SUCCESS;
            }
        },
        CAUSE_OF_ITS_CAUSE {
            @Override
            DimseStatus commit(Action action) {
                IllegalStateException first = new IllegalStateException("on purpose");
                first.initCause(new IllegalStateException("on purpose", first));
                throw first;
            }
        },
        UNPRINTABLE {
            @Override
            DimseStatus commit(Action action) {
                throw new IllegalStateException() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("asked for its message");
                    }
                };
            }
        },
        UNKNOWN_ERROR {
            @Override
            DimseStatus commit(Action action) {
                throw new Error("on purpose");
            }
        },
        READ_AFTER_CLOSE {
            @Override
            DimseStatus commit(Action action) throws IOException {
                action.dataSet().close();
                action.dataSet().readAllBytes();
                return DimseStatus.SUCCESS;
            }
        };

        abstract DimseStatus commit(Action action) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void areToldAsProcessingFailure(Fault fault) throws Exception {
        handler.does(fault::commit);

        judge(Dimse.storeResponse(1, 0x0110));
        server.log().assertError(ScriptedHandler.class.getName());
    }

    /** Whether the data set has been read makes no difference. */
    @ParameterizedTest
    @EnumSource
    void areToldAsProcessingFailureAfterTheDataSet(Fault fault) throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            return fault.commit(action);
        });

        judge(Dimse.storeResponse(1, 0x0110));
        server.log().assertError(ScriptedHandler.class.getName());
    }

    @Test
    void areNotRefusals() throws Exception {
        handler.does(action -> {
            throw new DimseException(DimseStatus.of(0xA700).withErrorComment("full"), new IOException("disk full"));
        });

        judge(Dimse.storeResponse(1, 0xA700, "0000 0209 04000000 'full'"));
    }

    @Test
    @SuppressWarnings("NullAway") // the contract is broken on purpose
    void areNoticedWhereNullIsGiven() throws Exception {
        handler.does(action -> {
            assertThatNullPointerException().isThrownBy(() -> DimseStatus.SUCCESS.with(null));
            assertThatNullPointerException().isThrownBy(() -> DimseStatus.SUCCESS.withDataSet(null));
            assertThatNullPointerException().isThrownBy(() -> action.onCancel(null));
            return DimseStatus.SUCCESS;
        });

        judge(Dimse.storeResponse(1, 0x0000));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"IO_EXCEPTION", "RUNTIME_EXCEPTION", "UNKNOWN_ERROR"})
    void abortTheAssociationInTheMiddleOfAPendingDataSet(Fault fault) throws Exception {
        handler.does(action -> {
            action.sendPending(DimseStatus.PENDING.withDataSet(halfThen(fault, action)));
            return DimseStatus.SUCCESS;
        });

        assertAbortedInTheDataSetOf(0xFF00);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"IO_EXCEPTION", "RUNTIME_EXCEPTION", "UNKNOWN_ERROR"})
    void abortTheAssociationInTheMiddleOfTheFinalDataSet(Fault fault) throws Exception {
        handler.does(action -> DimseStatus.SUCCESS.withDataSet(halfThen(fault, action)));

        assertAbortedInTheDataSetOf(0x0000);
    }

    private static DataSetWriter halfThen(Fault fault, Action action) {
        return out -> {
            out.write(new byte[101]);
            try {
                fault.commit(action);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void assertAbortedInTheDataSetOf(int status) throws Exception {
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer, 106, "", "")
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""))
                    .expect(Dimse.findResponseWithDataSet(1, status))
                    .expect(Dimse.fragment(Dimse.FIND, "00".repeat(100)))
                    .expect("<A0>")
                    .finish();
        }
        assertAbortedForAWriter();
    }

    private void assertAbortedForAWriter() throws InterruptedException {
        AssociationEnd end = server.witness().ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
        assertThat(end.detail()).contains("on purpose");
        TestServer.awaitNoWorkerAtWork();
        server.log().assertError("C-FIND-RQ 1");
    }

    /** A message within a message would reach the peer as a protocol error. */
    @Test
    void abortTheAssociationForAMessageWithinAMessage() throws Exception {
        handler.does(action -> {
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> action.sendPending(DimseStatus.PENDING)));
            return DimseStatus.SUCCESS;
        });

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer)
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""))
                    .expect(Dimse.findResponseWithDataSet(1, 0xFF00) + "<A0>")
                    .finish();
        }
        assertThat(server.witness().ended().detail()).contains("DataSetWriter");
        TestServer.awaitNoWorkerAtWork();
        server.log().assertError("C-FIND-RQ 1");
    }

    @Test
    void areNoneWhereTheDataSetIsClosedTwice() throws Exception {
        handler.does(action -> {
            action.dataSet().readNBytes(2);
            action.dataSet().close();
            action.dataSet().close();
            return DimseStatus.SUCCESS;
        });

        judge(Dimse.storeResponse(1, 0x0000));
    }

    @Test
    void abortTheAssociationForASmuggledExceptionOfAWriter() throws Exception {
        handler.does(action -> {
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> {
                out.write(new byte[101]);
                Smuggled.throwAnyway(new Throwable("on purpose"));
            }));
            return DimseStatus.SUCCESS;
        });

        assertAbortedInTheDataSetOf(0xFF00);
    }

    @Test
    void areRefusedAfterTheHandlerHasReturned() throws Exception {
        CompletableFuture<Action> kept = new CompletableFuture<>();
        handler.does(action -> {
            kept.complete(action);
            return DimseStatus.SUCCESS;
        });

        judge(Dimse.storeResponse(1, 0x0000));
        Action action = kept.get();
        assertThatIOException()
                .isThrownBy(() -> action.sendPending(DimseStatus.PENDING))
                .withMessageContaining("has returned");
        assertThatIOException()
                .isThrownBy(() -> action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(1))))
                .withMessageContaining("has returned");
    }

    private void judge(String answer) throws IOException {
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer)
                    .send(Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, "01020304"))
                    .expect(answer)
                    .send("<C-ECHO-RQ 2>")
                    .expect("<C-ECHO-RSP 2 0000H>")
                    .release();
        }
    }
}
