package org.pacsscp.dataset;

import java.util.List;

/** Which value representation an element gets that is built without saying one. */
final class TagVrs {
    private TagVrs() {}

    /** The value representations that the standard has for a tag. */
    private static List<Vr> vrs(int tag) {
        return Tags.isPrivateCreator(tag)
                ? List.of(Vr.LO)
                : Dictionary.standard().vrs(tag);
    }

    static Vr onlyVr(int tag) {
        Vr only = Dictionary.standard().onlyVr(tag);
        return only == null ? onlyOf(tag, vrs(tag)) : only;
    }

    private static Vr onlyOf(int tag, List<Vr> vrs) {
        if (vrs.size() != 1) {
            String why = vrs.isEmpty() ? "is in no dictionary" : "may be one of " + vrs;
            throw new IllegalArgumentException(Tags.format(tag) + " " + why + "; say the value representation");
        }
        return vrs.get(0);
    }

    static Vr firstVr(int tag) {
        List<Vr> vrs = vrs(tag);
        return vrs.isEmpty() ? onlyOf(tag, vrs) : vrs.get(0);
    }

    /** Of US and SS, negative numbers decide. */
    static Vr integerVr(int tag, long... numbers) {
        Vr only = Dictionary.standard().onlyVr(tag);
        return only == null ? integerVr(tag, vrs(tag), numbers) : only;
    }

    private static Vr integerVr(int tag, List<Vr> vrs, long... numbers) {
        List<Vr> ofIntegers = vrs.stream().filter(BinaryValues::isOfIntegers).toList();
        if (ofIntegers.size() == 2 && ofIntegers.contains(Vr.US) && ofIntegers.contains(Vr.SS)) {
            for (long number : numbers) {
                if (number < 0) {
                    return Vr.SS;
                }
            }
            return Vr.US;
        }
        return ofIntegers.size() == 1 ? ofIntegers.get(0) : onlyOf(tag, vrs);
    }
}
