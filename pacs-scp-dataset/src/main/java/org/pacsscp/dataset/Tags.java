package org.pacsscp.dataset;

/**
 * Arithmetic of tags as {@code int}s: the group in the upper 16 bits, the element in the lower ones.
 *
 * <pre>{@code
 * int overlayData = Tags.inGroup(Tag.OVERLAY_DATA, 0x6002);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Tags {
    private Tags() {}

    /**
     * Joins a group and an element.
     *
     * @param group 0 to FFFFH
     * @param element 0 to FFFFH
     * @return the tag
     * @throws IllegalArgumentException if one of them is out of range
     */
    public static int of(int group, int element) {
        return (check("group", group) << 16) | check("element", element);
    }

    /**
     * Returns the group of a tag.
     *
     * @param tag a tag
     * @return 0 to FFFFH
     */
    public static int group(int tag) {
        return tag >>> 16;
    }

    /**
     * Returns the element of a tag within its group.
     *
     * @param tag a tag
     * @return 0 to FFFFH
     */
    public static int element(int tag) {
        return tag & 0xFFFF;
    }

    /**
     * Moves an element of a repeating group (PS3.5 section 7.6) to another of its groups.
     *
     * @param tag a tag of a repeating group, such as {@link Tag#OVERLAY_DATA}
     * @param group the group, such as 6002H
     * @return the tag with that group
     * @throws IllegalArgumentException if the group is out of range
     */
    public static int inGroup(int tag, int group) {
        return of(group, element(tag));
    }

    /**
     * Tells a private element from one of the standard (PS3.5 section 7.8).
     *
     * @param tag a tag
     * @return whether its group is odd
     */
    public static boolean isPrivate(int tag) {
        return (tag & 0x10000) != 0;
    }

    /**
     * Tells whether an element names the creator of a private block (PS3.5 section 7.8.1).
     *
     * @param tag a tag
     * @return whether it is (gggg,0010) to (gggg,00FF) of an odd group
     */
    public static boolean isPrivateCreator(int tag) {
        return isPrivate(tag) && (tag & 0xFF00) == 0 && (tag & 0xFF) >= 0x10;
    }

    /**
     * Returns the element that names the creator of a private element: (0029,0011) for (0029,1101).
     *
     * @param tag the tag of an element in a private block, (gggg,1000) to (gggg,FFFF) of an odd group
     * @return the tag of its private creator
     * @throws IllegalArgumentException if the element is in no private block
     */
    public static int privateCreatorOf(int tag) {
        if (!isPrivate(tag) || element(tag) < 0x1000) {
            throw new IllegalArgumentException(
                    format(tag) + " is in no private block;" + " that needs an odd group and an element from 1000 on");
        }
        return (tag & 0xFFFF0000) | (element(tag) >>> 8);
    }

    /**
     * Tells whether an element is the length of its group (PS3.5 section 7.2).
     *
     * @param tag a tag
     * @return whether it is (gggg,0000)
     */
    public static boolean isGroupLength(int tag) {
        return (tag & 0xFFFF) == 0;
    }

    /**
     * Returns a tag as the standard prints it.
     *
     * @param tag a tag
     * @return such as {@code (0010,0020)}
     */
    public static String format(int tag) {
        char[] text = {'(', 0, 0, 0, 0, ',', 0, 0, 0, 0, ')'};
        for (int digit = 0; digit < 8; digit++) {
            text[digit + (digit < 4 ? 1 : 2)] = "0123456789ABCDEF".charAt((tag >>> (28 - 4 * digit)) & 0xF);
        }
        return new String(text);
    }

    private static int check(String what, int number) {
        if (number < 0 || number > 0xFFFF) {
            throw new IllegalArgumentException(what + " " + Integer.toHexString(number) + "H; it must be 0 to FFFFH");
        }
        return number;
    }
}
