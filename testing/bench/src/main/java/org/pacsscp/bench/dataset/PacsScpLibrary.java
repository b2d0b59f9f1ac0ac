package org.pacsscp.bench.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/** What is measured: ours, from an array or from a stream. */
final class PacsScpLibrary implements Library {
    static final String NAME = "pacs-scp";

    private static final ReadOptions HEADER =
            ReadOptions.builder().stopBefore(Tag.PIXEL_DATA).build();

    private final boolean fromStream;

    private PacsScpLibrary(boolean fromStream) {
        this.fromStream = fromStream;
    }

    static Library fromArray() {
        return new PacsScpLibrary(false);
    }

    static Library fromStream() {
        return new PacsScpLibrary(true);
    }

    @Override
    public String name() {
        return fromStream ? NAME + ", from a stream" : NAME;
    }

    @Override
    public Optional<Turn> turn(Task task, Sample sample) throws IOException {
        Uid syntax = sample.transferSyntax();
        Operation operation = switch (task) {
            case HEADER -> () -> read(sample, HEADER);
            case VALUES -> () -> values(read(sample, HEADER));
            case WHOLE -> () -> read(sample, ReadOptions.defaults());
            case ALL -> () -> all(read(sample, ReadOptions.defaults()));
            case CONVERT -> converting(DataSet.read(sample.bytes(), syntax), sample.otherTransferSyntax());
            case BUILD -> writing(syntax);
            case TEE -> () -> tee(sample);
        };
        boolean shown = !fromStream || task == Task.HEADER || task == Task.WHOLE;
        return shown ? Optional.of(operation.asTurn()) : Optional.empty();
    }

    private DataSet read(Sample sample, ReadOptions options) throws IOException {
        return fromStream
                ? DataSet.read(new ByteArrayInputStream(sample.bytes()), sample.transferSyntax(), options)
                : DataSet.read(sample.bytes(), sample.transferSyntax(), options);
    }

    private static Integer values(DataSet header) {
        int characters = 0;
        for (int i = 0; i < Values.count(); i++) {
            characters += header.text(Values.tag(i)).orElse("").length();
        }
        return characters;
    }

    private static long all(DataSet dataSet) {
        long seen = 0;
        for (Element element : dataSet) {
            Vr vr = element.vr();
            if (vr.isText()) {
                for (String text : element.texts()) {
                    seen += text.length();
                }
            } else if (vr == Vr.SQ) {
                for (DataSet item : element.sequence()) {
                    seen += all(item);
                }
            } else if (Values.ARE_INTEGERS.contains(vr)) {
                for (int number : element.integers()) {
                    seen += number;
                }
            }
        }
        return seen;
    }

    private static Operation converting(DataSet dataSet, Uid other) {
        Discarding out = new Discarding();
        return () -> {
            dataSet.in(other).writeTo(out);
            return out;
        };
    }

    private static Operation writing(Uid syntax) {
        Discarding out = new Discarding();
        return () -> {
            InventedDataSets.header().in(syntax).writeTo(out);
            return out;
        };
    }

    private static DataSet tee(Sample sample) throws IOException {
        ReadOptions options = HEADER.toBuilder().tee(new Discarding()).build();
        return DataSet.read(new ByteArrayInputStream(sample.bytes()), sample.transferSyntax(), options);
    }
}
