package com.example.inbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** A handler is tested without a server: the action is an interface, and a data set can be made of bytes. */
class InboxHandlerTest {
    private static final byte[] DATA_SET = "invented".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void keepsTheDataSetAsItWasSent() throws IOException {
        assertEquals(DimseStatus.SUCCESS, new InboxHandler(directory).handle(store(Optional.of(Uid.of("1.2.3")))));
        assertArrayEquals(DATA_SET, Files.readAllBytes(directory.resolve("1.2.3.dataset")));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(directory.resolve("1.2.3.dataset")), files.toList());
        }
    }

    @Test
    void refusesAnInstanceWithoutAUid() {
        DimseException refusal = assertThrows(
                DimseException.class, () -> new InboxHandler(directory).handle(store(Optional.empty())));
        assertEquals(DimseStatus.INVALID_SOP_INSTANCE, refusal.status());
    }

    @Test
    void saysThatItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("no-directory"));
        assertEquals(0xA700, new InboxHandler(file).handle(store(Optional.of(Uid.of("1.2.3")))).code());
    }

    private static Action store(Optional<Uid> instance) {
        CommandSet command = mock(CommandSet.class);
        when(command.affectedSopInstanceUid()).thenReturn(instance);
        Action action = mock(Action.class);
        when(action.command()).thenReturn(command);
        when(action.dataSet()).thenReturn(DataSetStream.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, DATA_SET));
        return action;
    }
}
