package org.pacsscp.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** Static or not is the life cycle; parameters have their own. */
class LifeCycleTest {
    private static void echo(FakePacs pacs) throws Exception {
        try (Requestor requestor =
                Proposal.to("ANY").context(SopClass.VERIFICATION).open("localhost", pacs.port())) {
            assertThat(requestor.echo().status()).isEqualTo(DimseStatus.SUCCESS);
            requestor.release();
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class InAFieldOfItsOwn {
        private static final Set<FakePacs> SEEN = ConcurrentHashMap.newKeySet();

        @WithFakePacs
        @SuppressWarnings("NullAway.Init")
        private FakePacs pacs;

        @RepeatedTest(8)
        void isOfOneMethod() throws Exception {
            echo(pacs);

            assertThat(pacs.operations()).hasSize(1);
            assertThat(SEEN.add(pacs)).isTrue();
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class InAStaticField {
        private static final Set<FakePacs> SEEN = ConcurrentHashMap.newKeySet();

        @WithFakePacs(aeTitle = "ANY")
        @SuppressWarnings("NullAway.Init")
        private static FakePacs pacs;

        @RepeatedTest(8)
        void isOfTheClass() throws Exception {
            echo(pacs);
            SEEN.add(pacs);
        }

        @AfterAll
        static void hasServedAll() {
            assertThat(SEEN).hasSize(1);
            assertThat(pacs.operations()).hasSize(8);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InAnInstanceThatAllShare {
        @WithFakePacs
        @SuppressWarnings("NullAway.Init")
        private FakePacs pacs;

        private Optional<FakePacs> first = Optional.empty();

        @RepeatedTest(2)
        void isOfTheClass() throws Exception {
            echo(pacs);
            if (first.isPresent()) {
                assertThat(pacs).isSameAs(first.get());
            }
            first = Optional.of(pacs);
        }
    }

    @Nested
    @WithFakePacs(aeTitle = "ANY")
    @Execution(ExecutionMode.CONCURRENT)
    class AsAParameter {
        private static final Set<FakePacs> SEEN = ConcurrentHashMap.newKeySet();

        @RepeatedTest(8)
        void isOfOneMethod(FakePacs pacs, FakePacs other) throws Exception {
            echo(pacs);

            assertThat(pacs.operations()).hasSize(1);
            assertThat(other.operations()).isEmpty();
            assertThat(SEEN.add(pacs) && SEEN.add(other)).isTrue();
        }
    }

    @Nested
    class Registered {
        @RegisterExtension
        static final FakePacsExtension SHARED = FakePacsExtension.withDefaults();

        @RegisterExtension
        final FakePacsExtension own = FakePacsExtension.with(builder -> builder.aeTitle("ANY"));

        @RepeatedTest(2)
        void liveAsLongAsTheirFields() throws Exception {
            echo(SHARED.pacs());
            echo(own.pacs());

            assertThat(own.pacs().operations()).hasSize(1);
        }

        @AfterAll
        static void hasServedAll() {
            assertThat(SHARED.pacs().operations()).hasSize(2);
        }
    }

    @Test
    void isNothingOutsideOfTests() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> FakePacsExtension.withDefaults().pacs())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }
}
