/** Modality worklist and modality performed procedure step, ready to be given to a server. */
module org.pacsscp.worklist {
    requires transitive java.sql;
    requires transitive org.pacsscp.api;
    requires transitive org.pacsscp.dataset;
    requires org.pacsscp.dataset.json;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.pacsscp.worklist;
    exports org.pacsscp.worklist.jdbc;
    exports org.pacsscp.worklist.mpps;
}
