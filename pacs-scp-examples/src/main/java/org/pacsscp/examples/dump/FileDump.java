package org.pacsscp.examples.dump;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.DataSetProblem;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.ReadOptions;

/** Prints files as {@code dcmdump} of DCMTK does: file meta information, then the data set. */
public final class FileDump {
    private final PrintWriter out;
    private final DumpOptions options;

    /**
     * Makes one.
     *
     * @param out where to; flushed after each file
     * @param options how
     */
    public FileDump(PrintWriter out, DumpOptions options) {
        this.out = out;
        this.options = options;
    }

    /** Reads the file that is to be printed. */
    @FunctionalInterface
    public interface FileReader {
        /**
         * Reads it.
         *
         * @param options how
         * @return what is in it
         * @throws IOException if it cannot be read
         */
        DicomFile read(ReadOptions options) throws IOException;
    }

    /**
     * Prints a file; of one that is damaged what came before that.
     *
     * @param reader reads it
     * @throws DataSetFormatException if it is damaged
     * @throws IOException if it cannot be read; then nothing is printed
     */
    public void print(FileReader reader) throws IOException {
        LongValues longValues = new LongValues();
        DicomFile file = reader.read(longValues.readOptions());
        if (!file.meta().elements().isEmpty()) {
            out.println("# File meta information");
            new ElementLines(out, options, new LongValues()).print(file.meta().elements());
            out.println();
        }
        out.println("# Data set in " + name(file.transferSyntax()));
        new ElementLines(out, options, longValues).print(file.dataSet());
        printProblems(file.dataSet());
        out.flush();
    }

    private static String name(Uid transferSyntax) {
        Optional<RegisteredUid> registered = RegisteredUid.find(transferSyntax);
        return registered.map(RegisteredUid::name).orElse(transferSyntax.value());
    }

    private void printProblems(DataSet dataSet) throws DataSetFormatException {
        List<DataSetProblem> problems = dataSet.problems();
        int borne = problems.size() - (dataSet.isComplete() ? 0 : 1);
        problems.subList(0, borne).forEach(problem -> out.println("# " + problem));
        if (borne < problems.size()) {
            out.flush();
            throw new DataSetFormatException(problems.get(borne));
        }
    }
}
