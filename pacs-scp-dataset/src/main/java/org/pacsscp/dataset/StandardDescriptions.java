package org.pacsscp.dataset;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keywords, names and multiplicities of PS3.6, by the indexes of {@link StandardElements}. Loaded when the first is asked
 * for; texts stay bytes, since most of them nobody asks for.
 */
final class StandardDescriptions {
    private final ValueMultiplicity[] multiplicities;
    private final byte[] multiplicityOf;
    private final boolean[] retired;
    private final int[] byKeyword;
    private final int[] begins;
    private final byte[] texts;

    private StandardDescriptions(DataInputStream in, int size) {
        try (in) {
            multiplicities = new ValueMultiplicity[in.readUnsignedShort()];
            for (int i = 0; i < multiplicities.length; i++) {
                String printed = in.readUTF();
                multiplicities[i] = printed.isEmpty() ? ValueMultiplicity.ONE : ValueMultiplicity.of(printed);
            }
            multiplicityOf = in.readNBytes(size);
            retired = new boolean[size];
            for (int i = 0; i < size; i++) {
                retired[i] = in.readBoolean();
            }
            byKeyword = new int[in.readUnsignedShort()];
            for (int i = 0; i < byKeyword.length; i++) {
                byKeyword[i] = in.readUnsignedShort();
            }
            begins = new int[size + 1];
            for (int i = 0; i <= size; i++) {
                begins[i] = in.readInt();
            }
            texts = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StandardDescriptions instance() {
        return Holder.INSTANCE;
    }

    /** The index of the element with this keyword, or -1. */
    int indexOf(String keyword) {
        byte[] wanted = (keyword + "\t").getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = byKeyword.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int index = byKeyword[middle];
            int begin = begins[index];
            int end = Math.min(begin + wanted.length, begins[index + 1]);
            int order = Arrays.compareUnsigned(texts, begin, end, wanted, 0, wanted.length);
            if (order == 0) {
                return index;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    DictionaryEntry entry(int index, StandardElements elements) {
        String text = new String(texts, begins[index], begins[index + 1] - begins[index], StandardCharsets.UTF_8);
        int tab = text.indexOf('\t');
        return new DictionaryEntry(
                elements.tag(index),
                text.substring(0, tab),
                text.substring(tab + 1),
                elements.vrs(index),
                multiplicities[multiplicityOf[index]],
                retired[index],
                Optional.empty());
    }

    private static final class Holder {
        static final StandardDescriptions INSTANCE = new StandardDescriptions(
                StandardElements.resource("descriptions.bin"),
                StandardElements.instance().size());
    }
}
