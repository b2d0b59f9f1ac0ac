package org.pacsscp.bench.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;

/**
 * The data sets that are measured.
 *
 * @param headers those with pixel data, whose header is of interest
 * @param whole those that are read and converted whole
 * @param large one that is nearly all pixel data
 */
record Samples(List<Sample> headers, List<Sample> whole, Sample large) {
    Samples {
        headers = List.copyOf(headers);
        whole = List.copyOf(whole);
    }

    /** Invents some. */
    static Samples invented() throws IOException {
        Sample small = sample("CT of 30 elements", InventedDataSets.header());
        Sample report = sample("report, 800 items, 4 deep", InventedDataSets.report());
        Sample ct = sample("CT of 512 KiB", InventedDataSets.ct());
        return new Samples(List.of(ct), List.of(small, report), ct);
    }

    private static Sample sample(String name, DataSet dataSet) throws IOException {
        Uid syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        return new Sample(name, InventedDataSets.encoded(dataSet, syntax), syntax);
    }

    /**
     * Adds some that others have seen, too.
     *
     * @param files the test files of pydicom
     */
    Samples with(Path files) throws IOException {
        Sample ct = read(files.resolve("CT_small.dcm"));
        List<Sample> moreHeaders = new ArrayList<>(headers);
        moreHeaders.add(ct);
        List<Sample> moreWhole = new ArrayList<>(whole);
        moreWhole.add(ct);
        moreWhole.add(read(files.resolve("dicomdirtests/DICOMDIR")));
        return new Samples(moreHeaders, moreWhole, large);
    }

    private static Sample read(Path path) throws IOException {
        DicomFile file = DicomFile.read(path);
        byte[] bytes = InventedDataSets.encoded(file.dataSet(), file.transferSyntax());
        return new Sample(path.getFileName() + " of pydicom", bytes, file.transferSyntax());
    }

    /** Returns what a task is done to. */
    List<Sample> of(Task task) {
        return switch (task) {
            case HEADER, VALUES -> headers;
            case WHOLE -> {
                List<Sample> all = new ArrayList<>(whole);
                all.add(large);
                yield all;
            }
            case ALL, CONVERT -> whole;
            case BUILD -> whole.subList(0, 1);
            case TEE -> List.of(large);
        };
    }
}
