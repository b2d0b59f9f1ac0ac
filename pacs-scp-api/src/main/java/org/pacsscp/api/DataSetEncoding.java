package org.pacsscp.api;

import java.util.Set;

/**
 * How a transfer syntax encodes the elements of a data set (PS3.5 section 10 and Annex A).
 *
 * <pre>{@code
 * if (DataSetEncoding.of(action.transferSyntax()).bigEndian()) { ... }
 * }</pre>
 *
 * @param explicitVr whether elements carry their VR
 * @param bigEndian whether numbers begin with their most significant byte
 * @param deflated whether the data set as a whole is compressed (PS3.5 section A.5)
 * @param encapsulated whether Pixel Data (7FE0,0010) is a sequence of fragments (PS3.5 section A.4); an instance without
 *     pixel data has none all the same
 * @since 0.1.0
 */
public record DataSetEncoding(boolean explicitVr, boolean bigEndian, boolean deflated, boolean encapsulated) {
    private static final DataSetEncoding IMPLICIT_LITTLE_ENDIAN = new DataSetEncoding(false, false, false, false);
    private static final DataSetEncoding EXPLICIT_LITTLE_ENDIAN = new DataSetEncoding(true, false, false, false);
    private static final DataSetEncoding EXPLICIT_BIG_ENDIAN = new DataSetEncoding(true, true, false, false);
    private static final DataSetEncoding DEFLATED = new DataSetEncoding(true, false, true, false);
    private static final DataSetEncoding ENCAPSULATED = new DataSetEncoding(true, false, false, true);

    private static final Set<Uid> IMPLICIT =
            Set.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.PAPYRUS_3_IMPLICIT_VR_LITTLE_ENDIAN);
    // PS3.5 sections A.5, A.7 and A.12.
    private static final Set<Uid> AS_A_WHOLE_DEFLATED = Set.of(
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.JPIP_REFERENCED_DEFLATE,
            TransferSyntax.JPIP_HTJ2K_REFERENCED_DEFLATE);
    // PS3.5 sections A.2, A.6 and A.11, and A.8 to A.10: pixel data of JPIP and SMPTE ST 2110 are not in the data set.
    private static final Set<Uid> NATIVE = Set.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.JPIP_REFERENCED,
            TransferSyntax.JPIP_HTJ2K_REFERENCED,
            TransferSyntax.SMPTE_ST_2110_20_UNCOMPRESSED_PROGRESSIVE_ACTIVE_VIDEO,
            TransferSyntax.SMPTE_ST_2110_20_UNCOMPRESSED_INTERLACED_ACTIVE_VIDEO,
            TransferSyntax.SMPTE_ST_2110_30_PCM_DIGITAL_AUDIO);

    /**
     * Tells how a transfer syntax encodes data sets.
     *
     * @param transferSyntax the transfer syntax
     * @return the encoding; of one that this version does not know explicit VR little endian with encapsulated pixel data,
     *     which all encapsulated ones have (PS3.5 section A.4)
     */
    public static DataSetEncoding of(Uid transferSyntax) {
        // The usual ones first, since the sets have to compute a hash.
        if (transferSyntax.equals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            return EXPLICIT_LITTLE_ENDIAN;
        }
        if (transferSyntax.equals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN) || IMPLICIT.contains(transferSyntax)) {
            return IMPLICIT_LITTLE_ENDIAN;
        }
        if (NATIVE.contains(transferSyntax)) {
            return EXPLICIT_LITTLE_ENDIAN;
        }
        if (transferSyntax.equals(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)) {
            return EXPLICIT_BIG_ENDIAN;
        }
        return AS_A_WHOLE_DEFLATED.contains(transferSyntax) ? DEFLATED : ENCAPSULATED;
    }
}
