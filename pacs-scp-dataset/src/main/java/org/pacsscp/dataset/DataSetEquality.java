package org.pacsscp.dataset;

import java.util.Arrays;

/** When data sets are the same, whichever way they were encoded. Recursion is as deep as {@link ReadOptions#DEEPEST} at most. */
final class DataSetEquality {
    private static final int PRIME = 31;

    private DataSetEquality() {}

    static boolean equal(DataSet one, DataSet other) {
        int at = skipGroupLengths(one, one.firstEntry());
        int otherAt = skipGroupLengths(other, other.firstEntry());
        while (at < one.endOfEntries() && otherAt < other.endOfEntries()) {
            if (!equal(one, at, other, otherAt)) {
                return false;
            }
            at = skipGroupLengths(one, at + Entry.SIZE);
            otherAt = skipGroupLengths(other, otherAt + Entry.SIZE);
        }
        return at == one.endOfEntries() && otherAt == other.endOfEntries();
    }

    private static int skipGroupLengths(DataSet dataSet, int from) {
        int at = from;
        while (at < dataSet.endOfEntries() && Tags.isGroupLength(dataSet.part(at, Entry.TAG))) {
            at += Entry.SIZE;
        }
        return at;
    }

    static boolean equal(DataSet one, int at, DataSet other, int otherAt) {
        int form = one.part(at, Entry.FORM);
        int otherForm = other.part(otherAt, Entry.FORM);
        return one.part(at, Entry.TAG) == other.part(otherAt, Entry.TAG)
                && Entry.vr(form) == Entry.vr(otherForm)
                && Entry.is(form, Entry.NESTED) == Entry.is(otherForm, Entry.NESTED)
                && one.part(at, Entry.LENGTH) == other.part(otherAt, Entry.LENGTH)
                && equalValues(new Element(one, at), new Element(other, otherAt));
    }

    private static boolean equalValues(Element one, Element other) {
        if (one.isNested()) {
            return one.isSequence()
                    ? one.sequence().equals(other.sequence())
                    : one.fragments().equals(other.fragments());
        }
        boolean swapped = one.isBigEndian() != other.isBigEndian() && one.vr().swapUnit() > 1;
        return swapped
                ? Arrays.equals(one.bytes(), other.bytes())
                : one.buffer().equals(other.buffer());
    }

    static int hash(DataSet dataSet) {
        int hash = 1;
        int at = skipGroupLengths(dataSet, dataSet.firstEntry());
        while (at < dataSet.endOfEntries()) {
            hash = PRIME * hash + hash(dataSet, at);
            at = skipGroupLengths(dataSet, at + Entry.SIZE);
        }
        return hash;
    }

    static int hash(DataSet dataSet, int at) {
        int form = dataSet.part(at, Entry.FORM);
        int hash = PRIME * dataSet.part(at, Entry.TAG) + Entry.vr(form).name().hashCode();
        Element element = new Element(dataSet, at);
        if (element.isNested()) {
            return PRIME * hash + items(element);
        }
        return PRIME * hash + (element.vr().swapUnit() == 1 ? bytes(element) : element.length());
    }

    private static int items(Element element) {
        if (!element.isSequence()) {
            return element.fragments().hashCode();
        }
        return element.sequence().hashCode();
    }

    private static int bytes(Element element) {
        int hash = 1;
        byte[] source = element.source();
        int end = element.offset() + element.length();
        for (int i = element.offset(); i < end; i++) {
            hash = PRIME * hash + source[i];
        }
        return hash;
    }
}
