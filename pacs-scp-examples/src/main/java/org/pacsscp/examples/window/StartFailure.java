package org.pacsscp.examples.window;

import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;

/** Finds the place in the form that a server could not start for. */
final class StartFailure {
    private StartFailure() {}

    /** Returns what a person has to put right. */
    static Problem problem(Exception failure) {
        Optional<Throwable> cause = Optional.ofNullable(failure.getCause());
        Place place = Place.Anywhere.ANYWHERE;
        if (failure instanceof HostedServer.ServiceNotOpenException) {
            place = Place.Field.DIRECTORY;
        } else if (failure instanceof IOException
                && cause.filter(SocketException.class::isInstance).isPresent()) {
            // The words are the operating system's; the engine goes by them, too.
            boolean address = String.valueOf(cause.get().getMessage()).contains("Cannot assign");
            place = address ? Place.Field.ADDRESS : Place.Field.PORT;
        }
        return new Problem(place, String.valueOf(failure.getMessage()));
    }
}
