package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.it.Dcmtk;

/** A file that is converted has the same elements as one that DCMTK's {@code dcmconv} has converted. */
class DcmconvIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void convertsTheSame(WrittenEncoding encoding) throws IOException, InterruptedException {
        Dcmtk.needs("dcmconv");
        Conversions conversions = new Conversions(directory);
        for (Path path : PydicomFiles.whole(Pydicom.needed())) {
            conversions.compare(path, encoding.option(), encoding.transferSyntax());
        }
        assertThat(conversions.differences()).isEmpty();
        assertThat(conversions.compared()).isGreaterThan(100);
    }
}
