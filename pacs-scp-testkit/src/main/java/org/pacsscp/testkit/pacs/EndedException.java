package org.pacsscp.testkit.pacs;

/** An association has ended while something was under way on it; no fault of the fake PACS. */
final class EndedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RecordedAssociation.End end;

    EndedException(RecordedAssociation.End end) {
        super(end.name(), null, false, false);
        this.end = end;
    }

    RecordedAssociation.End end() {
        return end;
    }
}
