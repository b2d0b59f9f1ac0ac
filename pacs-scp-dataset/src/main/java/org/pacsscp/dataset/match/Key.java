package org.pacsscp.dataset.match;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Vr;

/** What a query wants one attribute to be, or two that belong to each other. Immutable. */
sealed interface Key {
    /** Tells whether a data set has what is wanted; its times are those of a zone where they do not say theirs. */
    boolean matches(DataSet dataSet, ZoneId zone);

    /** Values as text, any of which may be wanted; {@code wanted} gets all of them (PS3.4 section C.2.2.3). */
    record Values(Attribute attribute, Predicate<List<String>> wanted, boolean unknownMatches) implements Key {
        @Override
        public boolean matches(DataSet dataSet, ZoneId zone) {
            List<String> values = attribute.valuesIn(dataSet);
            return values.isEmpty() ? unknownMatches : wanted.test(values);
        }
    }

    /** No value at all (PS3.4 section C.2.2.2.7). */
    record Empty(Attribute attribute) implements Key {
        @Override
        public boolean matches(DataSet dataSet, ZoneId zone) {
            return attribute.valuesIn(dataSet).isEmpty();
        }
    }

    /** The bytes of a value that is no text, in little endian. */
    record Bytes(Attribute attribute, ByteBuffer wanted, boolean unknownMatches) implements Key {
        @Override
        public boolean matches(DataSet dataSet, ZoneId zone) {
            return attribute
                    .in(dataSet)
                    .filter(element -> !element.isEmpty())
                    .map(element -> wanted.equals(ByteBuffer.wrap(element.bytes())))
                    .orElse(unknownMatches);
        }
    }

    /** An item of a sequence that has all that is wanted of it (PS3.4 section C.2.2.2.6). */
    record Sequence(Attribute attribute, Query item, boolean unknownMatches) implements Key {
        @Override
        public boolean matches(DataSet dataSet, ZoneId zone) {
            List<DataSet> items = attribute.itemsIn(dataSet);
            if (items.isEmpty()) {
                return unknownMatches || item.isUniversal();
            }
            for (DataSet stored : items) {
                if (item.matches(stored, zone)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A date and time, DT. */
    record Moment(Attribute attribute, MomentCriterion wanted, boolean unknownMatches) implements Key {
        @Override
        public boolean matches(DataSet dataSet, ZoneId zone) {
            List<String> values = attribute.valuesIn(dataSet);
            return values.isEmpty() ? unknownMatches : values.stream().anyMatch(value -> wanted.test(value, zone));
        }
    }

    /**
     * A private value that came without a value representation: it is compared as what is stored, if that has one.
     *
     * @param ofVr the key, read as of a value representation; empty if it is universal
     */
    record Unknown(Attribute attribute, Function<Vr, Optional<Key>> ofVr) implements Key {
        @Override
        public boolean matches(DataSet dataSet, ZoneId zone) {
            Vr vr = attribute.in(dataSet).map(Element::vr).orElse(Vr.UN);
            return ofVr.apply(vr).map(key -> key.matches(dataSet, zone)).orElse(true);
        }
    }

    /** A date, DA, and the time of the day, TM, that belongs to it. */
    record DateAndTime(DateTimePair pair, DateAndTimeCriterion wanted) implements Key {
        @Override
        public boolean matches(DataSet dataSet, ZoneId zone) {
            return wanted.test(
                    dataSet.text(pair.dateTag()).orElse(""),
                    dataSet.text(pair.timeTag()).orElse(""),
                    zone);
        }
    }
}
