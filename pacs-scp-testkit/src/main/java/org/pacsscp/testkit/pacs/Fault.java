package org.pacsscp.testkit.pacs;

import java.util.Optional;
import org.pacsscp.api.CommandField;

/**
 * Something that goes wrong: an {@link Effect} at a {@link Place}. Immutable.
 *
 * <pre>{@code
 * pacs.inject(Fault.at(Place.RESPONSE, new Effect.Abort(AbortReason.SERVICE_USER)).on(CommandField.C_STORE_RQ).after(2));
 * }</pre>
 *
 * @param place where it happens
 * @param effect what happens
 * @param commandField only with this request; empty for any
 * @param skipped how often the place is passed before it happens
 * @param times how often it happens
 * @since 0.1.0
 */
public record Fault(Place place, Effect effect, Optional<CommandField> commandField, int skipped, int times) {
    /**
     * Checks that this can happen there.
     *
     * @throws IllegalArgumentException if it cannot, or a number is out of range
     */
    public Fault {
        if (!effect.places().contains(place)) {
            throw new IllegalArgumentException(
                    effect + " cannot happen at " + place + "; it can at " + effect.places());
        }
        if (skipped < 0 || times < 1) {
            throw new IllegalArgumentException(
                    "after %d, %d times; it must be after 0 or more, once or more".formatted(skipped, times));
        }
    }

    /**
     * Makes a fault that happens once, the next time that an association comes to the place.
     *
     * @param place where it happens
     * @param effect what happens
     * @return the fault
     * @throws IllegalArgumentException if that cannot happen there
     */
    public static Fault at(Place place, Effect effect) {
        return new Fault(place, effect, Optional.empty(), 0, 1);
    }

    /**
     * Lets it happen with one kind of request only.
     *
     * @param field of the request
     * @return another fault
     */
    public Fault on(CommandField field) {
        return new Fault(place, effect, Optional.of(field), skipped, times);
    }

    /**
     * Lets it happen later.
     *
     * @param passed how often the place is passed before
     * @return another fault
     */
    public Fault after(int passed) {
        return new Fault(place, effect, commandField, passed, times);
    }

    /**
     * Lets it happen several times in a row.
     *
     * @param count how often
     * @return another fault
     */
    public Fault times(int count) {
        return new Fault(place, effect, commandField, skipped, count);
    }

    /**
     * Lets it happen every time.
     *
     * @return another fault
     */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }
}
