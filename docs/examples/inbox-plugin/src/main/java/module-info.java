/** A plug-in that keeps what C-STORE sends; nothing of it is called by name. */
module com.example.inbox {
    requires org.pacsscp.api;

    provides org.pacsscp.api.ActionHandler with
            com.example.inbox.InboxHandler;
}
