package org.pacsscp.core.internal.association;

import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.io.ConnectFailedException;
import org.pacsscp.core.internal.ul.StateTable;

/**
 * How an association comes to be: the actions AE-1 to AE-8 (PS3.8 Table 9-6), of which each side has four. Owned by the
 * connection's loop.
 */
interface Establishment {
    /** The association has been established: there is nothing left to do. */
    Establishment DONE = new Establishment() {
        @Override
        public Happening connected() {
            throw new IllegalStateException("connected where an association is established");
        }

        @Override
        public void perform(UpperLayer upperLayer, StateTable.Transition transition, Happening what) {
            throw new IllegalStateException(transition.action() + " where an association is established");
        }

        @Override
        public void timedOut(UpperLayer upperLayer) {
            throw new IllegalStateException("a deadline of an association that is established");
        }

        @Override
        public void stop(UpperLayer upperLayer, String why) {}

        @Override
        public void stateChanged() {}

        @Override
        public void notConnected(ConnectFailedException failure) {
            throw new IllegalStateException("not connected where an association is established", failure);
        }

        @Override
        public void failed(String why) {}

        @Override
        public void ended(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail) {}
    };

    /** Says what it means that the connection is there. */
    Happening connected();

    /** Performs an action of this side's. */
    void perform(UpperLayer upperLayer, StateTable.Transition transition, Happening what);

    /** The time is over that the present state may last, before there is an association. */
    void timedOut(UpperLayer upperLayer);

    /** No association may begin any more. */
    void stop(UpperLayer upperLayer, String why);

    /** The state has changed: what was waited for does not matter any more. */
    void stateChanged();

    /** The connection could not be made. */
    void notConnected(ConnectFailedException failure);

    /** There will be no association, which has to be told to whoever keeps watch over the connections that come. */
    void failed(String why);

    /** There will be no association: this is how the connection ends. Called again once it is closed. */
    void ended(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail);
}
