package org.pacsscp.dataset;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags and VRs of PS3.6, in arrays that are searched by hashing: this is asked for each element that is read in
 * implicit VR.
 */
final class StandardElements {
    private static final StandardElements INSTANCE = new StandardElements(resource("representations.bin"));
    private static final int HASH_BITS = 14;

    private final int[] tags;
    private final List<List<Vr>> vrs;
    /** The VR of each tag where its encoding has none. */
    private final Vr[] implicitVrs;

    /** The VR of each tag that has but one. */
    private final @Nullable Vr[] onlyVrs;

    private final boolean[] mayBeSigned;

    /** Of each hash the index of a tag, plus one; a tag whose place is taken stands in the next that is free. */
    private final short[] places = new short[1 << HASH_BITS];

    private final int[] repeating;
    private final int[] masks;

    private StandardElements(DataInputStream in) {
        try (in) {
            List<List<Vr>> lists = vrLists(in);
            tags = new int[in.readUnsignedShort()];
            for (int index = 0; index < tags.length; index++) {
                tags[index] = in.readInt();
                place(index);
            }
            vrs = new ArrayList<>(tags.length);
            implicitVrs = new Vr[tags.length];
            onlyVrs = new @Nullable Vr[tags.length];
            mayBeSigned = new boolean[tags.length];
            for (int index = 0; index < tags.length; index++) {
                List<Vr> ofTag = lists.get(in.readUnsignedByte());
                vrs.add(ofTag);
                implicitVrs[index] = implicitVr(ofTag);
                onlyVrs[index] = ofTag.size() == 1 ? ofTag.get(0) : null;
                mayBeSigned[index] = ofTag.contains(Vr.SS) && ofTag.contains(Vr.US);
            }
            repeating = new int[in.readUnsignedShort()];
            masks = new int[repeating.length];
            for (int i = 0; i < repeating.length; i++) {
                repeating[i] = in.readUnsignedShort();
                masks[i] = in.readInt();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StandardElements instance() {
        return INSTANCE;
    }

    /** Opens what the build has made beside this class. */
    static DataInputStream resource(String name) {
        try (InputStream resource = StandardElements.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing beside " + StandardElements.class.getName()
                        + "; the jar or the class path is not whole");
            }
            return new DataInputStream(new ByteArrayInputStream(resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<Vr>> vrLists(DataInputStream in) throws IOException {
        List<List<Vr>> lists = new ArrayList<>();
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            String names = in.readUTF();
            lists.add(
                    names.isEmpty()
                            ? List.of()
                            : Arrays.stream(names.split(" ")).map(Vr::valueOf).toList());
        }
        return lists;
    }

    int size() {
        return tags.length;
    }

    int tag(int index) {
        return tags[index];
    }

    List<Vr> vrs(int index) {
        return vrs.get(index);
    }

    @Nullable
    Vr onlyVr(int index) {
        return onlyVrs[index];
    }

    Vr implicitVr(int index) {
        return implicitVrs[index];
    }

    /** Tells whether an element is US or SS, as Pixel Representation (0028,0103) says. */
    boolean mayBeSigned(int tag) {
        int index = indexOf(tag);
        return index >= 0 && mayBeSigned[index];
    }

    /** The index of an element by its tag, or by any of its tags if it repeats, such as (60xx,3000); or -1. */
    int indexOf(int tag) {
        int index = indexOfExactly(tag);
        return index >= 0 || Tags.isGroupLength(tag) ? index : indexOfRepeating(tag);
    }

    private int indexOfExactly(int tag) {
        int place = hash(tag);
        while (places[place] != 0) {
            int index = places[place] - 1;
            if (tags[index] == tag) {
                return index;
            }
            place = next(place);
        }
        return -1;
    }

    private int indexOfRepeating(int tag) {
        for (int i = 0; i < repeating.length; i++) {
            int index = repeating[i];
            if (((tag ^ tags[index]) & masks[i]) == 0) {
                return index;
            }
        }
        return -1;
    }

    private void place(int index) {
        int place = hash(tags[index]);
        while (places[place] != 0) {
            place = next(place);
        }
        places[place] = (short) (index + 1);
    }

    private static int hash(int tag) {
        // The golden ratio spreads numbers that follow one another.
        return (tag * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
    }

    private static int next(int place) {
        return (place + 1) & ((1 << HASH_BITS) - 1);
    }

    private static Vr implicitVr(List<Vr> vrs) {
        if (vrs.contains(Vr.OW)) {
            return Vr.OW;
        }
        return vrs.isEmpty() ? Vr.UN : vrs.get(0);
    }
}
