package org.pacsscp.client;

import java.util.Objects;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tags;

/** What the standard calls things, for messages. */
final class Names {
    private Names() {}

    /** Returns the registered name of a UID, or the UID. */
    static String of(Uid uid) {
        return uid.name().orElse(uid.value());
    }

    /** Returns what an exception says, or which it is. */
    static String of(Exception e) {
        return Objects.toString(e.getMessage(), e.getClass().getSimpleName());
    }

    /** Returns the keyword of an attribute with its tag. */
    static String ofTag(int tag) {
        return Dictionary.standard()
                .find(tag)
                .map(entry -> entry.keyword() + " " + Tags.format(tag))
                .orElseGet(() -> Tags.format(tag));
    }
}
