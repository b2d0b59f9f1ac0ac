package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;
import org.pacsscp.testing.build.Javac;

/** A run-time image that {@code jlink} makes of a program with data sets reads names of China and Japan. */
class RunTimeImageIT {
    private static final String MODULE = "com.example.names";

    private static final String DESCRIPTOR = """
            module com.example.names {
                requires org.pacsscp.dataset;
            }
            """;

    /** Prints code points, so that the encoding of the standard output does not count. */
    private static final String PROGRAM = """
            package com.example.names;

            import java.util.HexFormat;
            import java.util.List;
            import java.util.stream.Collectors;
            import org.pacsscp.dataset.value.CharacterSet;
            import org.pacsscp.dataset.value.TextKind;

            public final class Names {
                public static void main(String[] arguments) {
                    print(List.of("GB18030"), "57616e673dcdf55ed0a1b6ab");
                    print(List.of("", "ISO 2022 IR 87"), "3d1b24423b3345441b2842");
                    print(List.of("", "ISO 2022 IR 149"), "3d1b242943fbf3");
                }

                private static void print(List<String> set, String hex) {
                    byte[] bytes = HexFormat.of().parseHex(hex);
                    String name = CharacterSet.of(set).decode(bytes, 0, bytes.length, TextKind.PERSON_NAMES);
                    System.out.println(name.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" ")));
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void readsNamesOfChinaJapanAndKorea() throws IOException, InterruptedException {
        String path = String.join(
                File.pathSeparator,
                Artifacts.jar("api").toString(),
                Artifacts.jar("dataset").toString(),
                compile().toString());
        Path image = directory.resolve("image");
        Commands.runWell(List.of(
                Path.of(Artifacts.javaCommand()).resolveSibling("jlink").toString(),
                "-p",
                path,
                "--add-modules",
                MODULE,
                "--strip-debug",
                "--output",
                image.toString()));
        String java = image.resolve("bin/java").toString();
        assertThat(Commands.runWell(List.of(java, "-m", MODULE + "/" + MODULE + ".Names"))
                        .out()
                        .lines())
                .containsExactly("57 61 6e 67 3d 738b 5e 5c0f 4e1c", "3d 5c71 7530", "3d 6d2a");
        // On Linux java.base has these sets; where it has not, this module does.
        assertThat(Commands.runWell(List.of(java, "--list-modules")).out()).contains("jdk.charsets");
    }

    private Path compile() throws IOException {
        Path descriptor = Files.writeString(directory.resolve("module-info.java"), DESCRIPTOR);
        Path program = Files.writeString(directory.resolve("Names.java"), PROGRAM);
        Path classes = directory.resolve("classes");
        Javac.compile(
                "--release",
                "17",
                "-proc:none",
                "-p",
                Artifacts.jar("api") + File.pathSeparator + Artifacts.jar("dataset"),
                "-d",
                classes.toString(),
                descriptor.toString(),
                program.toString());
        return classes;
    }
}
