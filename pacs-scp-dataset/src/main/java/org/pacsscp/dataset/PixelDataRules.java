package org.pacsscp.dataset;

import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.Uid;

/** Which transfer syntaxes may hold which pixel data (PS3.5 section 8 and Annex A). */
final class PixelDataRules {
    private PixelDataRules() {}

    /** Refuses what would need a codec. */
    static void check(DataSet dataSet, Uid transferSyntax) {
        Element pixelData = dataSet.element(Tag.PIXEL_DATA).orElse(null);
        if (pixelData == null || (pixelData.isEmpty() && !pixelData.isEncapsulated())) {
            return;
        }
        boolean encapsulated = DataSetEncoding.of(transferSyntax).encapsulated();
        if (pixelData.isEncapsulated() != encapsulated) {
            String kind = encapsulated ? "native" : "encapsulated";
            String remedy = encapsulated ? "compress" : "decompress";
            throw new IllegalArgumentException("(7FE0,0010) is " + kind + " and cannot be written in " + transferSyntax
                    + "; " + remedy + " it first");
        }
    }
}
