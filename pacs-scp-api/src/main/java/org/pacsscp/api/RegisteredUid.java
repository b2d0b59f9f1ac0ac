package org.pacsscp.api;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * A UID that the standard has registered (PS3.6 Annex A): SOP classes, transfer syntaxes, well-known instances and frames
 * of reference, and others. Context groups and templates are left out.
 *
 * <p>The registry is loaded when it is first asked for.
 *
 * <pre>{@code
 * String name = RegisteredUid.find(uid).map(RegisteredUid::name).orElse("private");
 * }</pre>
 *
 * @param uid the identifier
 * @param keyword the keyword, such as {@code CTImageStorage}
 * @param name the name, such as {@code CT Image Storage}
 * @param type the kind of thing that it identifies, as PS3.6 says it, such as {@code SOP Class} or {@code Transfer Syntax}
 * @param retired whether the standard has retired it
 * @since 0.1.0
 */
public record RegisteredUid(Uid uid, String keyword, String name, String type, boolean retired) {
    /** Checks for nulls. */
    public RegisteredUid {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(keyword, "keyword");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /**
     * Looks a UID up.
     *
     * @param uid any UID
     * @return what the standard says of it; empty if it has not registered it
     */
    public static Optional<RegisteredUid> find(Uid uid) {
        return UidRegistry.find(uid);
    }

    /**
     * Looks a keyword up.
     *
     * @param keyword such as {@code CTImageStorage}; case matters
     * @return the UID; empty if the standard has no such keyword
     */
    public static Optional<RegisteredUid> find(String keyword) {
        return UidRegistry.find(keyword);
    }

    /**
     * Returns the registry.
     *
     * @return all UIDs in the order of their numbers; not modifiable
     */
    public static Collection<RegisteredUid> all() {
        return UidRegistry.all();
    }
}
