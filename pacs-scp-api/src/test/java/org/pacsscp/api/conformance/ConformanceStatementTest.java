package org.pacsscp.api.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WhenIdle;

class ConformanceStatementTest {
    private record Described(List<ServiceCapability> capabilities, List<ServiceStatement> conformance)
            implements ActionHandler {
        @Override
        public Response handle(Action action) {
            return DimseStatus.SUCCESS;
        }
    }

    private static final ActionHandler STORE = new Described(
            List.of(ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                    .anyTransferSyntax()),
            List.of(ServiceStatement.of("Storage")
                    .trait("level of conformance", "2 (full)")
                    .status(DimseStatus.SUCCESS, "success", "kept")));

    private static Server server(ServerBuilder builder, ActionHandler... handlers) {
        Server server = mock(Server.class);
        when(server.config()).thenReturn(builder.toConfig());
        when(server.handlers(any())).thenReturn(List.of(handlers));
        return server;
    }

    private static ConformanceTable table(Server server, String title) {
        return ConformanceStatement.of(server).tables().stream()
                .filter(table -> table.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasWhatAServiceSays() {
        Server server = server(Server.builder(), STORE);
        assertThat(table(server, "Storage: behaviour").rows())
                .containsExactly(List.of("level of conformance", "2 (full)"));
        assertThat(table(server, "Storage: statuses").rows()).containsExactly(List.of("success", "0000H", "kept"));
        assertThat(ConformanceStatement.of(server).tables())
                .extracting(ConformanceTable::title)
                .doesNotContain("Storage: keys");
    }

    @Test
    void joinsWhatSeveralHandlersSayOfOneService() {
        ServiceStatement more = ServiceStatement.of("Storage")
                .status(DimseStatus.SUCCESS, "success", "kept")
                .status(DimseStatus.of(0xA700), "refused: out of resources", "the disk is full")
                .key("STUDY", 0x0020000D, "Study Instance UID", "single value");
        Server server = server(
                Server.builder(),
                STORE,
                new Described(
                        List.of(ServiceCapability.performer(SopClass.MR_IMAGE_STORAGE, CommandField.C_STORE_RQ)),
                        List.of(more)));
        assertThat(table(server, "Storage: statuses").rows())
                .containsExactly(
                        List.of("success", "0000H", "kept"),
                        List.of("refused: out of resources", "A700H", "the disk is full"));
        assertThat(table(server, "Storage: keys").rows())
                .containsExactly(List.of("STUDY", "Study Instance UID", "(0020,000D)", "single value"));
    }

    @Test
    void namesTheContextsOfEachAeTitle() {
        Server server = mock(Server.class);
        when(server.config()).thenReturn(Server.builder().aeTitle("ONE", "TWO").toConfig());
        when(server.handlers(AeTitle.of("ONE"))).thenReturn(List.of(STORE));
        when(server.handlers(AeTitle.of("TWO")))
                .thenReturn(List.of(new Described(
                        List.of(
                                ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ)
                                        .transferSyntaxes(
                                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                                ServiceCapability.invoker(Uid.of("1.2.3")).roles(Role.INVOKER)),
                        List.of())));
        assertThat(table(server, "Presentation contexts that are accepted").rows())
                .containsExactly(
                        List.of(
                                "ONE",
                                "CT Image Storage (1.2.840.10008.5.1.4.1.1.2)",
                                "SCP",
                                "C-STORE",
                                "any, in the peer's order"),
                        List.of(
                                "TWO",
                                "Verification SOP Class (1.2.840.10008.1.1)",
                                "SCP",
                                "C-ECHO",
                                "Explicit VR Little Endian, Implicit VR Little Endian"),
                        List.of("TWO", "1.2.3 (1.2.3)", "SCU", "", "Implicit VR Little Endian"));
    }

    @Test
    void namesManySopClassesInATableOfTheirOwn() {
        List<ServiceCapability> capabilities = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            capabilities.add(ServiceCapability.performer(Uid.of("1.2.3." + i), CommandField.C_STORE_RQ));
        }
        capabilities.add(ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ));
        Server server = server(Server.builder(), new Described(capabilities, List.of()));
        assertThat(table(server, "Presentation contexts that are accepted").rows())
                .extracting(row -> row.get(1))
                .containsExactly("set 1: 9 SOP classes, and any other");
        assertThat(table(server, "SOP classes that are served alike").rows())
                .hasSize(9)
                .contains(List.of("set 1", "1.2.3.9", "1.2.3.9"));
    }

    @Test
    void saysWhatIsConfigured() {
        Server server = server(
                Server.builder()
                        .aeTitle("ARCHIVE")
                        .rejectWithoutContext(true)
                        .whenIdle(WhenIdle.RELEASE)
                        .limits(Limits.builder()
                                .maxPduLength(131072)
                                .maxOperations(3)
                                .build())
                        .timeouts(Timeouts.builder()
                                .idle(Duration.ofMillis(1500))
                                .operation(Duration.ofMinutes(2))
                                .build()),
                STORE);
        assertThat(table(server, "Association parameters").rows())
                .contains(
                        List.of("called AE titles", "ARCHIVE"),
                        List.of("maximum length received", "131072"),
                        List.of("asynchronous operations", "at most 3 performed at a time"),
                        List.of("no presentation context acceptable", "RJ(1,1,1)"));
        assertThat(table(server, "Timeouts").rows())
                .contains(
                        List.of("silence on an association", "1500 ms", "A-RELEASE-RQ"),
                        List.of("an operation", "120 s", "cancelled, and AB(0,0)"));
        assertThat(table(server, "Security").rows()).contains(List.of("port 11112", "without TLS"));
    }

    @Test
    void isMarkdown() {
        ConformanceTable table =
                new ConformanceTable("One", List.of("a", "b"), List.of(List.of("x|y", ""), List.of("1\n2", "z")));
        assertThat(new ConformanceStatement(List.of(table, table)).toMarkdown())
                .isEqualTo("## One\n\n| a | b |\n|---|---|\n| x\\|y | |\n| 1 2 | z |\n\n"
                                .repeat(2)
                                .strip() + "\n");
    }

    @Test
    void hasACellForEachColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConformanceTable("One", List.of("a", "b"), Arrays.asList(List.of("x"))))
                .withMessageContaining("\"One\" has 2 columns, and a row of 1 cells");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConformanceTable("None", List.of(), List.of()))
                .withMessageContaining("\"None\" has no column");
    }
}
