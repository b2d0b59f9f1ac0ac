/** Data sets as JSON, as PS3.18 Annex F has it. */
module org.pacsscp.dataset.json {
    requires transitive org.pacsscp.dataset;
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports org.pacsscp.dataset.json;
}
