package org.pacsscp.bench.hospital.day;

import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/** What modalities make; the names are values of Modality (0008,0060). */
public enum ImageKind {
    CT,
    MR,
    /** Projection radiography, CR among it. */
    DX,
    US,
    MG;

    /** The SOP class of its images. */
    public Uid sopClass() {
        return switch (this) {
            case CT -> SopClass.CT_IMAGE_STORAGE;
            case MR -> SopClass.MR_IMAGE_STORAGE;
            case DX -> SopClass.DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION;
            case US -> SopClass.ULTRASOUND_IMAGE_STORAGE;
            case MG -> SopClass.DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION;
        };
    }
}
