package org.pacsscp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    Path directory;

    private static AuditMessage message(Duration later, String xml) {
        return new AuditMessage(Invented.TIME.plus(later), xml);
    }

    @Test
    void writesAFileADayAndGoesOnWithThatOfToday() throws IOException {
        Path audit = directory.resolve("audit");
        try (AuditSink sink = AuditSink.file(audit)) {
            sink.write(message(Duration.ZERO, "<a/>"));
            sink.write(message(Duration.ofHours(11), "<ä/>"));
            sink.write(message(Duration.ofHours(12), "<c/>"));
            sink.write(message(Duration.ofHours(11), "<late/>"));
        }
        try (AuditSink sink = AuditSink.file(audit)) {
            sink.write(message(Duration.ofHours(13), "<d/>"));
        }
        assertThat(audit.resolve("audit-2026-11-30.log")).hasContent("<a/>\n<ä/>\n<late/>\n");
        assertThat(audit.resolve("audit-2026-12-01.log")).hasContent("<c/>\n<d/>\n");
    }

    @Test
    void writesWhatItsOwnerAloneMayRead() throws IOException {
        Path audit = directory.resolve("audit");
        try (AuditSink sink = AuditSink.file(audit)) {
            sink.write(message(Duration.ZERO, "<a/>"));
        }
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audit)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(audit.resolve("audit-2026-11-30.log"))))
                    .isEqualTo("rw-------");
        }
    }
}
