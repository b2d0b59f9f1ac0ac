package org.pacsscp.examples.small;

import java.util.concurrent.atomic.LongAdder;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;

/** Answers C-ECHO, and says after each association how many it has answered so far. */
public final class SmallEcho {
    private final LongAdder echoes = new LongAdder();

    private SmallEcho() {}

    /**
     * Runs until the process is ended.
     *
     * @param arguments the port; none for 11112
     */
    public static void main(String[] arguments) throws Exception {
        SmallEcho echo = new SmallEcho();
        Server server = Server.builder()
                .aeTitle("SMALL_ECHO")
                .port(arguments.length > 0 ? Integer.parseInt(arguments[0]) : Endpoint.DEFAULT_PORT)
                .handler(echo.handler())
                .listener(echo.listener())
                .build();
        // A signal ends a process without a word: let open associations finish.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.start().awaitStopped();
    }

    /** It is done in no time, so it may run on the thread that has received the request. */
    private InlineHandler handler() {
        return InlineHandler.of(ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ), request -> {
            echoes.increment();
            return DimseStatus.SUCCESS;
        });
    }

    private AssociationListener listener() {
        return new AssociationListener() {
            @Override
            public void ended(AssociationEvent.Ended event) {
                System.out.println(event.association().callingAeTitle() + " is gone; " + echoes + " answered");
            }
        };
    }
}
