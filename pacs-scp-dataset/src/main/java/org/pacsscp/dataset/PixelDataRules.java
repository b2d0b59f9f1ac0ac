package org.pacsscp.dataset;

import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.Uid;

/** Which transfer syntaxes may hold which pixel data (PS3.5 section 8 and Annex A). */
final class PixelDataRules {
    private PixelDataRules() {}

    /**
     * Refuses what would need a codec. Pixel Data of items are encapsulated, also where they came as unknown with undefined
     * length: whoever knows that element reads them as its value (PS3.5 sections 6.2.2 and A.4), and native ones always have a
     * length.
     */
    static void check(DataSet dataSet, Uid transferSyntax) {
        Element pixelData = dataSet.element(Tag.PIXEL_DATA).orElse(null);
        if (pixelData == null || (pixelData.isEmpty() && !pixelData.isNested())) {
            return;
        }
        boolean encapsulated = DataSetEncoding.of(transferSyntax).encapsulated();
        if (pixelData.isNested() != encapsulated) {
            String kind = encapsulated ? "native" : "encapsulated";
            String remedy = encapsulated ? "compress" : "decompress";
            throw new IllegalArgumentException("(7FE0,0010) is " + kind + " and cannot be written in " + transferSyntax
                    + "; " + remedy + " it first");
        }
    }
}
