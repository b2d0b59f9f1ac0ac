package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.examples.terminal.FaultText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The files that a command reads one after the other. */
@Command
final class InputFiles {
    static final String OK = "0:All files were read";
    static final String UNREADABLE =
            "1:A file cannot be read; standard error says what is wrong, at which element, at which byte";
    static final String WRONG_OPTION = "2:An option is wrong";

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "A DICOM file, or a data set without file meta information, whose transfer syntax then shows"
                    + " in its first element: Implicit or Explicit VR Little Endian, or Explicit VR Big Endian."
                    + " Default, and for -: standard input")
    @Nullable
    private List<Path> files;

    @Mixin
    private final EncodingOption encoding = new EncodingOption();

    /** What is done with a file. */
    @FunctionalInterface
    interface Task {
        void run(InputFile file) throws IOException;
    }

    /**
     * Does something with each file, and says in a line which cannot be read.
     *
     * @return the status of the process
     */
    int forEach(PrintWriter err, Task task) {
        int status = ExitCode.OK;
        for (Path path : files == null ? List.of(InputFile.STANDARD_INPUT) : files) {
            try {
                task.run(new InputFile(path, encoding.transferSyntax()));
            } catch (IOException e) {
                err.println(path + ": " + FaultText.of(e));
                status = ExitCode.SOFTWARE;
            }
        }
        err.flush();
        return status;
    }
}
