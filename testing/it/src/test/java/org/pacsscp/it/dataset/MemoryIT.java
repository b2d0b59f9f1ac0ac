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

/** In a heap of 64 MiB, a data set takes what it may hold and no more, whatever it claims. */
class MemoryIT {
    private static final String PROGRAM = """
            import java.io.*;
            import java.lang.management.ManagementFactory;
            import java.nio.*;
            import java.util.Arrays;
            import org.pacsscp.api.*;
            import org.pacsscp.dataset.*;

            public final class Memory {
                static final Uid EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
                static final com.sun.management.ThreadMXBean THREADS =
                        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

                /** A head, and then zeros for ever, or for so many bytes. */
                static final class Endless extends InputStream {
                    private final byte[] head;
                    private final long length;
                    private long position;

                    Endless(byte[] head, long length) {
                        this.head = head;
                        this.length = length;
                    }

                    @Override
                    public int read() {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                    }

                    @Override
                    public int read(byte[] to, int from, int count) {
                        int taken = (int) Math.min(count, length - position);
                        if (taken <= 0) {
                            return -1;
                        }
                        int ofHead = (int) Math.max(0, Math.min(taken, head.length - position));
                        System.arraycopy(head, (int) Math.min(position, head.length), to, from, ofHead);
                        Arrays.fill(to, from + ofHead, from + taken, (byte) 0);
                        position += taken;
                        return taken;
                    }

                    @Override
                    public long skip(long count) {
                        long skipped = Math.min(count, length - position);
                        position += skipped;
                        return skipped;
                    }
                }

                static byte[] header(int tag, String vr, int length) {
                    ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
                    header.putShort((short) (tag >>> 16)).putShort((short) tag);
                    header.put((byte) vr.charAt(0)).put((byte) vr.charAt(1)).putShort((short) 0).putInt(length);
                    return header.array();
                }

                static byte[] instance(int pixels) throws IOException {
                    ByteArrayOutputStream head = new ByteArrayOutputStream();
                    DataSet.builder().text(Tag.MODALITY, "CT").text(Tag.PATIENT_ID, "P1").integer(Tag.ROWS, 512)
                            .build().in(EXPLICIT).writeTo(head);
                    head.write(header(Tag.PIXEL_DATA, "OW", pixels));
                    return head.toByteArray();
                }

                static void header() throws IOException {
                    byte[] head = instance(0x7FFFFFFE);
                    ReadOptions stop = ReadOptions.builder().stopBefore(Tag.PIXEL_DATA).build();
                    DataSet.read(new Endless(head, 1L << 31), EXPLICIT, stop);
                    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
                    DataSet dataSet = DataSet.read(new Endless(head, 1L << 31), EXPLICIT, stop);
                    long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
                    System.out.println(dataSet.text(Tag.PATIENT_ID).orElseThrow() + " " + (allocated < 1 << 16)
                            + " " + allocated);
                }

                static void skip() throws IOException {
                    byte[] head = instance(0x7FFFFFFE);
                    DataSet dataSet = DataSet.read(
                            new Endless(head, head.length + 0x7FFFFFFEL), EXPLICIT,
                            ReadOptions.builder().skipValuesAbove(1 << 16).build());
                    System.out.println(dataSet.isComplete() + " " + dataSet.size());
                }

                static void refuse(InputStream in) throws IOException {
                    try {
                        DataSet.read(in, EXPLICIT);
                        System.out.println("read");
                    } catch (DataSetFormatException e) {
                        System.out.println(e.problem().fault());
                    }
                }

                /** Elements without value, each of 8 bytes, which cost more in the index than in the data. */
                static final class Elements extends InputStream {
                    private int at;

                    @Override
                    public int read() {
                        int tag = 0x00100010 + (at >>> 3);
                        int b = at & 7;
                        at++;
                        return switch (b) {
                            case 0 -> tag >>> 16 & 0xFF;
                            case 1 -> tag >>> 24;
                            case 2 -> tag & 0xFF;
                            case 3 -> tag >>> 8 & 0xFF;
                            case 4 -> 'L';
                            case 5 -> 'O';
                            default -> 0;
                        };
                    }
                }

                public static void main(String[] arguments) throws IOException {
                    header();
                    skip();
                    refuse(new Endless(instance(0x7FFFFFFE), Long.MAX_VALUE));
                    refuse(new Endless(instance(0xFFFFFFFE), 1000));
                    refuse(new BufferedInputStream(new Elements()));
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void isAsSmallAsWhatIsHeld() throws IOException, InterruptedException {
        String libraries = Artifacts.jar("api") + File.pathSeparator + Artifacts.jar("dataset");
        Path source = Files.writeString(directory.resolve("Memory.java"), PROGRAM);
        Javac.compile("-proc:none", "-cp", libraries, source.toString());

        Commands.Result result = Commands.runWell(List.of(
                Artifacts.javaCommand(), "-Xmx64m", "-cp", libraries + File.pathSeparator + directory, "Memory"));
        assertThat(result.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("P1 true "),
                        line -> assertThat(line).isEqualTo("true 3"),
                        line -> assertThat(line).isEqualTo("TOO_MANY_BYTES_HELD"),
                        line -> assertThat(line).isEqualTo("TOO_MANY_BYTES_HELD"),
                        line -> assertThat(line).isEqualTo("TOO_MANY_BYTES_HELD"));
    }
}
