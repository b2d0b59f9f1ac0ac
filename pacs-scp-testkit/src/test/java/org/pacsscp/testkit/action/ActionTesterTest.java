package org.pacsscp.testkit.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pacsscp.testkit.assertj.DicomAssertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

class ActionTesterTest {
    private static final Uid FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;
    private static final DataSet IMAGE = Invention.ofSeed(1).image(Modality.US);
    private static final DataSet QUERY =
            DataSet.builder().text(Tag.PATIENT_ID, "INV-1").build();

    /** For what comes at once. */
    private static final int PATIENCE_SECONDS = 30;

    /** What a handler does, and may throw. */
    private interface Body {
        Response handle(Action action) throws Exception;
    }

    private static Outcome call(TestRequest request, Body body) {
        return call(request, false, body);
    }

    private static Outcome call(TestRequest request, boolean interruptOnCancel, Body body) {
        return ActionTester.of(new ActionHandler() {
                    @Override
                    public List<ServiceCapability> capabilities() {
                        return List.of(ServiceCapability.performer(FIND, CommandField.C_FIND_RQ));
                    }

                    @Override
                    public boolean interruptOnCancel() {
                        return interruptOnCancel;
                    }

                    @Override
                    public Response handle(Action action) throws Exception {
                        return body.handle(action);
                    }
                })
                .call(request);
    }

    @Test
    void asksAsAPeerDoes() {
        Outcome outcome = call(
                TestRequest.store(IMAGE)
                        .in(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
                        .from("CT_1"),
                action -> {
                    assertThat(action.command().commandField()).contains(CommandField.C_STORE_RQ);
                    assertThat(action.command().affectedSopClassUid()).isEqualTo(IMAGE.uid(Tag.SOP_CLASS_UID));
                    assertThat(action.command().affectedSopInstanceUid()).isEqualTo(IMAGE.uid(Tag.SOP_INSTANCE_UID));
                    assertThat(action.association().callingAeTitle().value()).isEqualTo("CT_1");
                    assertThat(action.presentationContext().transferSyntax())
                            .isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
                    assertThat(DataSet.read(action.dataSet())).isEqualTo(IMAGE);
                    return DimseStatus.SUCCESS.with(CommandElements.none().errorId(7));
                });

        assertThat(outcome.thrown()).isEmpty();
        assertThat(outcome.last()).isSuccess();
        assertThat(outcome.last().command().errorId()).hasValue(7);
        assertThat(outcome.last().command().affectedSopInstanceUid()).isEqualTo(IMAGE.uid(Tag.SOP_INSTANCE_UID));
    }

    @Test
    void givesBackResponsesWithTheirDataSets() {
        Outcome outcome = call(TestRequest.find(FIND, QUERY), action -> {
            Uid syntax = action.presentationContext().transferSyntax();
            action.sendPending(DimseStatus.PENDING.withDataSet(QUERY.in(syntax)));
            action.sendPending(DimseStatus.PENDING.withDataSet(IMAGE.in(syntax)));
            return DimseStatus.SUCCESS;
        });

        assertThat(outcome.pending()).hasSize(2);
        assertThat(outcome.pending().get(0)).dataSet().isEqualTo(QUERY);
        assertThat(outcome.pending().get(1)).dataSet().isEqualTo(IMAGE);
        assertThat(outcome.last()).isSuccess().hasNoDataSet();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void cancelsAfterPendingResponses(int pending) {
        AtomicInteger callbacks = new AtomicInteger();
        Outcome outcome = call(TestRequest.find(FIND, QUERY).cancellingAfter(pending), action -> {
            action.onCancel(callbacks::incrementAndGet);
            assertThat(action.cancelled()).as("before the data set is read").isFalse();
            action.dataSet().readAllBytes();
            while (!action.cancelled()) {
                action.sendPending(DimseStatus.PENDING);
            }
            return DimseStatus.CANCEL;
        });

        assertThat(outcome.pending()).hasSize(pending);
        assertThat(outcome.last()).hasStatus(DimseStatus.CANCEL);
        assertThat(callbacks).hasValue(1);
    }

    @Test
    void runsWhatFollowsTheAnswer() {
        List<String> order = new ArrayList<>();
        Outcome outcome = call(TestRequest.find(FIND, QUERY), action -> {
            action.onAnswered(() -> order.add("afterwards"));
            action.onAnswered(() -> order.add("at last"));
            return DimseStatus.SUCCESS.withDataSet(out -> order.add("answer"));
        });

        assertThat(outcome.thrown()).isEmpty();
        assertThat(order).containsExactly("answer", "afterwards", "at last");
    }

    @Test
    void interruptsWhoeverAsksForIt() {
        Outcome outcome = call(TestRequest.find(FIND, QUERY).cancellingAfter(0), true, action -> {
            action.dataSet().close();
            new CountDownLatch(1).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return DimseStatus.SUCCESS;
        });

        assertThat(outcome.last()).hasStatus(DimseStatus.CANCEL);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DataSetException.Cause.class)
    void breaksADataSetForEachCause(DataSetException.Cause cause) {
        AtomicInteger read = new AtomicInteger();
        Outcome outcome = call(TestRequest.store(IMAGE).breakingAt(100, cause), action -> {
            InputStream in = action.dataSet();
            while (in.read() >= 0) {
                read.incrementAndGet();
            }
            return DimseStatus.SUCCESS;
        });

        assertThat(read).hasValue(100);
        assertThat(outcome.responses()).isEmpty();
        assertThat(outcome.thrown())
                .get()
                .isInstanceOfSatisfying(
                        DataSetException.class, e -> assertThat(e.reason()).isEqualTo(cause));
        assertThatThrownBy(outcome::last).isInstanceOf(AssertionError.class).hasMessageContaining("100 bytes");
    }

    /** At every offset, in every way of reading. */
    @Test
    void breaksAtEachByte() {
        byte[] bytes = DataSets.encode(QUERY, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length; at++) {
            int position = at;
            Outcome outcome =
                    call(TestRequest.find(FIND, QUERY).breakingAt(at, DataSetException.Cause.ABORTED), action -> {
                        ByteBuffer all = ByteBuffer.allocate(bytes.length + 1);
                        try {
                            while (action.dataSet().read(all) >= 0) {
                                // Until it breaks.
                            }
                        } finally {
                            assertThat(all.position()).isEqualTo(position);
                            assertThat(action.dataSet().position()).isEqualTo(position);
                        }
                        return DimseStatus.SUCCESS;
                    });

            assertThat(outcome.thrown()).get().isInstanceOf(DataSetException.class);
        }
    }

    @Test
    void answersWhatIsThrownAsAServerDoes() {
        assertThat(call(TestRequest.echo(), action -> {
                            throw new DimseException(DimseStatus.NOT_AUTHORIZED);
                        })
                        .last())
                .hasStatus(DimseStatus.NOT_AUTHORIZED);
        assertThat(call(TestRequest.echo(), action -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .last())
                .hasStatus(DimseStatus.PROCESSING_FAILURE);
        assertThat(call(TestRequest.echo(), action -> DimseStatus.PENDING).last())
                .hasStatus(DimseStatus.PROCESSING_FAILURE);
    }

    @Test
    void abortsWhereADataSetCannotBeWritten() {
        Outcome outcome = call(
                TestRequest.echo(),
                action -> DimseStatus.SUCCESS.withDataSet(out -> {
                    throw new IOException("on purpose");
                }));

        assertThat(outcome.responses()).isEmpty();
        assertThat(outcome.end()).isPresent();
        assertThat(outcome.thrown()).get().isInstanceOf(IOException.class);
    }

    @Test
    void remembersThatTheAssociationWasAborted() {
        Outcome outcome = call(TestRequest.echo(), action -> {
            action.association().abort(AbortReason.SERVICE_USER);
            return DimseStatus.SUCCESS;
        });

        assertThat(outcome.end().orElseThrow().abortReason()).contains(AbortReason.SERVICE_USER);
    }

    @Test
    void refusesAPendingResponseThatIsNone() {
        Outcome outcome = call(TestRequest.echo(), action -> {
            action.sendPending(DimseStatus.SUCCESS);
            return DimseStatus.SUCCESS;
        });

        assertThat(outcome.thrown()).get().isInstanceOf(IllegalArgumentException.class);
    }
}
