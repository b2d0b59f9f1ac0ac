/** Audit messages as DICOM has them, to files or over syslog with TLS. */
module org.pacsscp.audit {
    requires transitive org.pacsscp.api;
    requires static transitive org.pacsscp.storage;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.pacsscp.audit;
}
