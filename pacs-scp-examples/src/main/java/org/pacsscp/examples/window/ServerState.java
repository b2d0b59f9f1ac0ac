package org.pacsscp.examples.window;

/** Where the server is in its life, as a window shows it. */
public enum ServerState {
    /** It does nothing; the form can be changed. */
    STOPPED("Stopped"),
    /** It is about to listen. */
    STARTING("Starting"),
    /** It listens. */
    RUNNING("Running"),
    /** Open associations may finish. */
    STOPPING("Stopping");

    private final String text;

    ServerState(String text) {
        this.text = text;
    }

    /** Returns the state for a person. */
    @Override
    public String toString() {
        return text;
    }
}
