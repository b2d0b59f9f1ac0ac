package org.pacsscp.it.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Vr;

/** Why a peer answers otherwise than we do, as docs/archive.md has it. */
enum Difference {
    EMPTY("a stored value that is empty matches"),
    UNKNOWN_KEY("a key that it does not know matches all, and is not answered"),
    SEQUENCE("it does not match items of sequences"),
    SEVERAL_STORED("one of several stored values matches"),
    SEVERAL_ASKED("several values of a key mean any of them"),
    CASE("names match in any case"),
    NUMBER("a number matches however it is written"),
    PRECISION("the end of a range means all that it covers as written"),
    OFFSET("moments are compared with their offsets from UTC"),
    NOT_KEPT("it has a key without keeping its values");

    private static final Set<Vr> DATES = Set.of(Vr.DA, Vr.TM, Vr.DT);

    private final String text;

    Difference(String text) {
        this.text = text;
    }

    /** Says why a peer does not find an entity that we find, by one key. */
    static Optional<Difference> ofMissing(Peer peer, Element key, DataSet entity) {
        List<String> asked = key.texts();
        List<String> stored = entity.texts(key.tag());
        if (!peer.knows(key.tag()) || key.vr() == Vr.SQ) {
            return Optional.empty();
        }
        if (!peer.keeps(key.tag())) {
            return Optional.of(NOT_KEPT);
        }
        if (String.join("", stored).isEmpty()) {
            return Optional.of(EMPTY);
        }
        if (stored.size() > 1) {
            return Optional.of(SEVERAL_STORED);
        }
        if (asked.size() > 1 && peer == Peer.DCMQRSCP && key.vr() != Vr.UI) {
            return Optional.of(SEVERAL_ASKED);
        }
        if (key.vr() == Vr.PN && peer == Peer.DCMQRSCP && !isLike(asked.get(0), stored.get(0))) {
            return Optional.of(CASE);
        }
        if (key.vr() == Vr.IS && !stored.contains(asked.get(0))) {
            return Optional.of(NUMBER);
        }
        if (key.vr() == Vr.DT && hasOffset(stored.get(0))) {
            return Optional.of(OFFSET);
        }
        return DATES.contains(key.vr()) && differentPrecision(asked.get(0), stored.get(0))
                ? Optional.of(PRECISION)
                : Optional.empty();
    }

    /** Says why a peer finds what we do not find by a key. */
    static Optional<Difference> ofSurplus(Peer peer, Element key, DataSet entity) {
        if (!peer.knows(key.tag())) {
            return Optional.of(UNKNOWN_KEY);
        }
        if (key.vr() == Vr.DT && hasOffset(entity.text(key.tag()).orElse(""))) {
            return Optional.of(OFFSET);
        }
        if (entity.texts(key.tag()).size() > 1 && isWild(key.text().orElse(""))) {
            return Optional.of(SEVERAL_STORED);
        }
        return key.vr() == Vr.SQ ? Optional.of(SEQUENCE) : Optional.empty();
    }

    private static boolean hasOffset(String moment) {
        return moment.matches(".*[+-][0-9]{4}");
    }

    private static boolean isWild(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private static boolean isLike(String pattern, String text) {
        return text.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    private static boolean differentPrecision(String asked, String stored) {
        for (String bound : asked.split("-", -1)) {
            if (!bound.isEmpty() && bound.length() != stored.length()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
