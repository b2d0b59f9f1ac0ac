package org.pacsscp.archive.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.Response;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.retrieve.Tally.Outcome;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

class TallyTest {
    private static final Uid SYNTAX = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

    /** PS3.4 Tables C.4-2 and C.4-3, and sections C.4.2.3.1 and C.4.3.3.1. */
    @ParameterizedTest
    @CsvSource({
        // total, done, warned, failed, cancelled; status, failed list
        "0, 0, 0, 0, false, 0000, false",
        "3, 3, 0, 0, false, 0000, false",
        "3, 2, 1, 0, false, B000, false",
        "3, 0, 3, 0, false, B000, false",
        "3, 2, 0, 1, false, B000, true",
        "3, 0, 1, 2, false, B000, true",
        "3, 0, 0, 3, false, A702, true",
        "3, 0, 0, 0, true, FE00, false",
        "3, 1, 0, 0, true, FE00, false",
        "3, 1, 0, 1, true, FE00, true",
        "3, 0, 0, 3, true, FE00, true"
    })
    void saysHowItHasEnded(
            int total, int done, int warned, int failed, boolean cancelled, String status, boolean list) {
        Tally tally = new Tally(total, SYNTAX);
        add(tally, Outcome.COMPLETED, done);
        add(tally, Outcome.WARNING, warned);
        add(tally, Outcome.FAILED, failed);

        Response end = tally.end(cancelled);
        assertThat("%04X".formatted(end.status().code())).isEqualTo(status);
        int left = cancelled ? total - done - warned - failed : 0;
        assertCounts(end, counts(left, done, failed, warned));
        assertThat(end.dataSet().isPresent()).isEqualTo(list);
    }

    @Test
    void saysHowFarItIs() {
        Tally tally = new Tally(5, SYNTAX);
        tally.add(Uid.of("1.1"), Outcome.FAILED);
        tally.add(Uid.of("1.2"), Outcome.COMPLETED);

        Response pending = tally.pending();
        assertThat(pending.status().code()).isEqualTo(0xFF00);
        assertCounts(pending, counts(3, 1, 1, 0));
        assertThat(pending.dataSet()).isEmpty();
    }

    /** 65,535 is as far as VR US goes; their UIDs are longer than the longest value of VR UI in Explicit VR. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1"})
    void namesAllThatFailed(String syntax) throws IOException {
        Tally tally = new Tally(Tally.MOST, Uid.of(syntax));
        List<Uid> failed = new ArrayList<>();
        for (int i = 0; i < Tally.MOST; i++) {
            Uid instance = Uid.of("1.2.840.113619.2.5.1762583153." + i);
            failed.add(instance);
            tally.add(instance, Outcome.FAILED);
        }

        Response end = tally.end(false);
        assertCounts(end, counts(0, 0, Tally.MOST, 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        end.dataSet().orElseThrow().writeTo(out);
        DataSet list = DataSet.read(out.toByteArray(), Uid.of(syntax));
        assertThat(list.texts(Tag.FAILED_SOP_INSTANCE_UID_LIST))
                .hasSize(Tally.MOST)
                .startsWith(failed.get(0).value())
                .endsWith(failed.get(Tally.MOST - 1).value());
    }

    @Test
    void bearsMoreThanWereCounted() {
        Tally tally = new Tally(1, SYNTAX);
        add(tally, Outcome.COMPLETED, 2);
        assertCounts(tally.pending(), counts(0, 2, 0, 0));
    }

    private static void assertCounts(Response response, CommandElements expected) {
        assertThat(response.elements().values()).usingRecursiveComparison().isEqualTo(expected.values());
    }

    private static CommandElements counts(int left, int done, int failed, int warned) {
        return CommandElements.none().subOperations(new SubOperations(left, done, failed, warned));
    }

    private static void add(Tally tally, Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            tally.add(Uid.of("1.2." + i), outcome);
        }
    }
}
