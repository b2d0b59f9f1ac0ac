package org.pacsscp.examples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.examples.terminal.FaultText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a DICOM file and writes it again. */
@Command(
        name = ConvertCommand.NAME,
        description = "Reads a DICOM file and writes it again: byte for byte, or in another transfer syntax. Pixel data"
                + " is neither compressed nor decompressed.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The file was written",
            "1:The file cannot be read, converted or written; standard error says what is wrong, at which element, at"
                    + " which byte",
            InputFiles.WRONG_OPTION
        })
final class ConvertCommand implements Callable<Integer> {
    static final String NAME = "convert";

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "What to read, - for standard input: a DICOM file, or a data set without file meta"
                    + " information, whose transfer syntax then shows in its first element")
    @SuppressWarnings("NullAway.Init")
    private Path in;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "Where to write, - for standard output. A file that is there is replaced when all is written")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--transfer-syntax",
            paramLabel = "UID",
            converter = TransferSyntaxConverter.class,
            description = "The transfer syntax to write, by UID or by keyword, such as ImplicitVRLittleEndian."
                    + " Without it, the one that was read")
    private Optional<Uid> transferSyntax = Optional.empty();

    @Mixin
    private final EncodingOption encoding = new EncodingOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        try {
            DicomFile file = new InputFile(in, encoding.transferSyntax()).read();
            return write(transferSyntax.isPresent() ? file.in(transferSyntax.get()) : file);
        } catch (IOException e) {
            return failed(in, FaultText.of(e));
        } catch (IllegalArgumentException e) {
            return failed(in, String.valueOf(e.getMessage()));
        }
    }

    private int write(DicomFile file) {
        try {
            if (out.equals(InputFile.STANDARD_INPUT)) {
                file.writeTo(System.out);
                System.out.flush();
            } else {
                replace(file);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            return failed(out, FaultText.of(e));
        }
    }

    /** In one step, so that nobody sees half a file, and the old one stays where the new one cannot be written. */
    private void replace(DicomFile file) throws IOException {
        Path target = out.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part))) {
                file.writeTo(bytes);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private int failed(Path file, String reason) {
        PrintWriter err = command.commandLine().getErr();
        err.println(file + ": " + reason);
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
