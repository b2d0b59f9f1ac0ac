package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;
import org.pacsscp.it.Dcmtk;

/** The example's {@code dump}, {@code convert} and {@code json}, as processes, with files of pydicom and beside DCMTK. */
class FileCommandsIT {
    /** Tag, VR, value, length, number of values and keyword of a line. */
    private static final Pattern LINE =
            Pattern.compile("^( *)(\\(\\p{XDigit}{4},\\p{XDigit}{4}\\)) (..) (.*?) +# +(\\S+), +(\\d+) (\\S+)$");

    private static Path files;

    @TempDir
    Path directory;

    @BeforeAll
    static void needPydicom() throws IOException, InterruptedException {
        Dcmtk.needs("dcmdump", "dcmconv");
        files = Pydicom.needed().data().resolve("test_files");
    }

    private static Commands.Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Artifacts.javaCommand(), "-jar", Artifacts.jar("examples").toString()));
        command.addAll(List.of(arguments));
        return Commands.run(command);
    }

    private static String file(String name) {
        return files.resolve(name).toString();
    }

    /** What is the same in both: text, numbers, empty values; DCMTK has other names for some UIDs, and cuts values elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"CT_small.dcm", "rtplan.dcm", "reportsi.dcm", "MR_small_bigendian.dcm", "JPEG-lossy.dcm"})
    void dumpsAsDcmdump(String name) throws IOException, InterruptedException {
        Commands.Result ours = run("dump", "--values", file(name));
        assertThat(ours.exitCode()).as(ours.err()).isZero();
        List<String> theirs = fields(Dcmtk.run(List.of("dcmdump", file(name))).out());
        assertThat(theirs).hasSizeGreaterThan(50);
        assertThat(fields(ours.out())).isEqualTo(theirs);
    }

    /** Without what differs on purpose: values of UIDs and bytes, how sequences are said to end, the length of those. */
    private static List<String> fields(String dump) {
        List<String> fields = new ArrayList<>();
        for (String line : dump.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            String tag = line.strip();
            if (!matcher.matches() || tag.startsWith("(fffe,e00d)") || tag.startsWith("(fffe,e0dd)")) {
                continue;
            }
            String vr = matcher.group(3);
            boolean comparable = !vr.matches("UI|O.|UN|SQ|na|pi|FD|FL") && !line.contains("...");
            // DCMTK knows private elements of some manufacturers, and marks what is retired.
            boolean known = !matcher.group(2).matches("\\(...[13579bdf],.*");
            String keyword = matcher.group(7).toLowerCase(Locale.ROOT).replaceFirst("^retired_", "");
            fields.add(String.join(
                    " ",
                    matcher.group(1),
                    matcher.group(2),
                    vr,
                    comparable ? matcher.group(4).replaceAll(" *\\]", "]") : "",
                    vr.matches("SQ|na") ? "" : matcher.group(5),
                    known ? keyword : ""));
        }
        return fields;
    }

    @Test
    void masksPatients() throws IOException, InterruptedException {
        Commands.Result result = run("dump", file("CT_small.dcm"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("(0010,0010) PN (masked)", "(0008,0060) CS [CT]", "(0028,0010) US 128")
                .doesNotContain("CompressedSamples", "\u001b[");
    }

    @Test
    void saysWhereAFileIsDamaged() throws IOException, InterruptedException {
        Commands.Result result = run("dump", file("MR_truncated.dcm"), file("rtplan_truncated.dcm"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .containsExactly(
                        file("MR_truncated.dcm") + ": " + PydicomFiles.BROKEN.get("MR_truncated.dcm"),
                        file("rtplan_truncated.dcm") + ": " + PydicomFiles.BROKEN.get("rtplan_truncated.dcm"));
        assertThat(result.out()).contains("(0028,0010) US 64");
    }

    @Test
    void convertsAsDcmconv() throws IOException, InterruptedException {
        Path ours = directory.resolve("ours.dcm");
        Path theirs = directory.resolve("theirs.dcm");
        Commands.Result result =
                run("convert", file("CT_small.dcm"), ours.toString(), "--transfer-syntax", "ImplicitVRLittleEndian");
        assertThat(result.exitCode()).as(result.err()).isZero();
        Dcmtk.run(List.of("dcmconv", "+ti", file("CT_small.dcm"), theirs.toString()));
        assertThat(dataSetDump(ours)).isEqualTo(dataSetDump(theirs));
    }

    private static List<String> dataSetDump(Path file) throws IOException, InterruptedException {
        return Dcmtk.run(List.of("dcmdump", "+L", file.toString()))
                .out()
                .lines()
                .filter(line -> !line.startsWith("(0002,"))
                .toList();
    }

    @Test
    void writesAFileAgainByteForByte() throws IOException, InterruptedException {
        Path copy = directory.resolve("copy.dcm");
        assertThat(run("convert", file("reportsi.dcm"), copy.toString()).exitCode())
                .isZero();
        assertThat(copy).hasBinaryContent(Files.readAllBytes(files.resolve("reportsi.dcm")));
    }

    @Test
    void printsJsonInUtf8() throws IOException, InterruptedException {
        Path names = files.resolveSibling("charset_files").resolve("chrX1.dcm");
        Commands.Result result = run("json", names.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.out()).contains("Wang^XiaoDong", "王^小東");
    }
}
