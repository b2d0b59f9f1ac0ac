package org.pacsscp.examples.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Uid;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.testkit.ActionTester;

class StoreServiceTest {
    private static final byte[] BYTES = new byte[300_000];

    @TempDir
    Path directory;

    private StoreOptions options(boolean discard) {
        return new StoreOptions(discard ? Optional.empty() : Optional.of(directory), false, List.of(), false, false);
    }
}
