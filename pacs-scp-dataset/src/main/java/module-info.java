/** DICOM data sets: read, built, encoded and matched. */
module org.pacsscp.dataset {
    requires transitive org.pacsscp.api;
    // Where a platform keeps GB18030, GBK, JIS X 0208 and their like outside of java.base; jlink then takes them along.
    requires jdk.charsets;
    requires static org.jspecify;

    exports org.pacsscp.dataset;
    exports org.pacsscp.dataset.match;
    exports org.pacsscp.dataset.value;
}
