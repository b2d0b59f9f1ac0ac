package org.pacsscp.it.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;
import org.pacsscp.it.Commands;

/** Files that are converted, beside what DCMTK's {@code dcmconv} makes of them. For one thread. */
final class Conversions {
    private final Path work;
    private final List<String> differences = new ArrayList<>();
    private int compared;

    Conversions(Path work) {
        this.work = work;
    }

    /** What was different: file, tag, what is in ours and in theirs. */
    List<String> differences() {
        return differences;
    }

    /** How many files were compared. */
    int compared() {
        return compared;
    }

    /** Converts a file, if {@code dcmconv} can do that. */
    void compare(Path path, String option, Uid transferSyntax) throws IOException, InterruptedException {
        Path theirs = work.resolve("theirs");
        Files.deleteIfExists(theirs);
        Commands.Result result = Commands.run(List.of("dcmconv", option, path.toString(), theirs.toString()));
        if (result.exitCode() == 0) {
            compare(
                    path.getFileName() + " ",
                    converted(DicomFile.read(path), transferSyntax),
                    DicomFile.read(theirs).dataSet());
            compared++;
        }
    }

    private static DataSet converted(DicomFile file, Uid transferSyntax) throws IOException {
        FileMetaInformation meta = FileMetaInformation.of(Uid.of("1.2"), Uid.of("1.3"), transferSyntax);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomFile.of(meta, file.dataSet()).writeTo(out);
        return DicomFile.read(new ByteArrayInputStream(out.toByteArray()), ReadOptions.defaults())
                .dataSet();
    }

    private void compare(String where, DataSet ours, DataSet theirs) {
        List<Element> one = elements(ours);
        List<Element> other = elements(theirs);
        if (!one.stream()
                .map(Element::tag)
                .toList()
                .equals(other.stream().map(Element::tag).toList())) {
            differences.add(where + one + " are " + other);
            return;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!isUnknownSequence(one.get(i))) {
                compare(where, one.get(i), other.get(i));
            }
        }
    }

    /**
     * Unknown and of undefined length, so a sequence in Implicit VR whatever holds it (PS3.5 section 6.2.2): it stays so, where
     * dcmconv makes it SQ, or gives it a length.
     */
    private static boolean isUnknownSequence(Element element) {
        return element.vr() == Vr.UN
                && Tags.isPrivate(element.tag())
                && !element.sequence().isEmpty();
    }

    private void compare(String where, Element ours, Element theirs) {
        List<DataSet> items = ours.sequence();
        boolean same = ours.vr() == theirs.vr()
                && items.size() == theirs.sequence().size()
                && ours.fragments().equals(theirs.fragments())
                && Arrays.equals(ours.bytes(), theirs.bytes());
        if (!same) {
            differences.add(where + ours + " is " + theirs);
        }
        for (int i = 0; same && i < items.size(); i++) {
            compare(
                    where + Tags.format(ours.tag()),
                    items.get(i),
                    theirs.sequence().get(i));
        }
    }

    /** Lengths of groups are left out when something is converted. */
    private static List<Element> elements(DataSet dataSet) {
        return StreamSupport.stream(dataSet.spliterator(), false)
                .filter(element -> !Tags.isGroupLength(element.tag()))
                .toList();
    }
}
