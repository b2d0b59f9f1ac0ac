package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
    @Test
    void beginsWithASopClassAndARequest() {
        assertThat(Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
                .isEqualTo(new Invocation(
                        SopClass.VERIFICATION,
                        Optional.empty(),
                        0x0030,
                        CommandElements.none(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void replacesOnePartAndKeepsTheOthers() {
        CommandElements elements = CommandElements.none().priority(1);
        DataSetWriter writer = mock(DataSetWriter.class);
        assertThat(Invocation.of(SopClass.BASIC_FILM_SESSION, CommandField.N_CREATE_RQ)
                        .abstractSyntax(SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META)
                        .elements(elements)
                        .transferSyntax(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                        .dataSet(writer))
                .isEqualTo(new Invocation(
                        SopClass.BASIC_FILM_SESSION,
                        Optional.of(SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META),
                        0x0140,
                        elements,
                        Optional.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                        Optional.of(writer)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x8000, 0x8001, 0x10000})
    void refusesWhatIsNoRequest(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Invocation(
                        SopClass.VERIFICATION,
                        Optional.empty(),
                        code,
                        CommandElements.none(),
                        Optional.empty(),
                        Optional.empty()))
                .withMessage("command field %04XH is no request; requests are 0 to 7FFFH", code);
    }

    @Test
    void isAnsweredWithAStatus() {
        assertThat(response(OptionalInt.of(0xB000)).status()).isEqualTo(DimseStatus.of(0xB000));
        assertThat(response(OptionalInt.empty()).status()).isEqualTo(DimseStatus.PROCESSING_FAILURE);
    }

    private static ReceivedResponse response(OptionalInt status) {
        CommandSet command = mock(CommandSet.class);
        when(command.status()).thenReturn(status);
        return new ReceivedResponse(command, DataSetStream.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, new byte[0]));
    }
}
