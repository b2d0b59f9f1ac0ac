package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.testkit.assertj.DicomAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

class InboxTest {
    private final DataSet image = Invention.ofSeed(1).image(Modality.CT);

    @Test
    void keepsAnImage(@TempDir Path directory) throws IOException {
        Outcome outcome = ActionTester.of(new Inbox(directory)).call(TestRequest.store(image));

        assertThat(outcome.last()).isSuccess();
        Path kept = directory.resolve(image.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dataset");
        assertThat(DataSets.decode(Files.readAllBytes(kept), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(image);
    }

    @Test
    void keepsNothingOfAnImageThatBreaks(@TempDir Path directory) {
        TestRequest half = TestRequest.store(image).breakingAt(200, DataSetException.Cause.PEER_LOST);

        Outcome outcome = ActionTester.of(new Inbox(directory)).call(half);

        assertThat(outcome.responses()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesAnImageWithoutAUid(@TempDir Path directory) {
        TestRequest nameless = TestRequest.store(image).with(CommandElements.none());

        Outcome outcome = ActionTester.of(new Inbox(directory)).call(nameless);

        assertThat(outcome.last()).hasStatus(DimseStatus.INVALID_SOP_INSTANCE);
    }
}
