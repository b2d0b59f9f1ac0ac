package org.pacsscp.testkit.data;

import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/**
 * Kinds of images that are invented: Defined Terms of PS3.3 C.7.3.1.1.1, with the storage SOP class of each.
 *
 * @since 0.1.0
 */
public enum Modality {
    /** Computed radiography. */
    CR(SopClass.COMPUTED_RADIOGRAPHY_IMAGE_STORAGE, 16),
    /** Computed tomography. */
    CT(SopClass.CT_IMAGE_STORAGE, 16),
    /** Digital radiography. */
    DX(SopClass.DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION, 16),
    /** Endoscopy. */
    ES(SopClass.VL_ENDOSCOPIC_IMAGE_STORAGE, 8),
    /** General microscopy. */
    GM(SopClass.VL_MICROSCOPIC_IMAGE_STORAGE, 8),
    /** Mammography. */
    MG(SopClass.DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION, 16),
    /** Magnetic resonance. */
    MR(SopClass.MR_IMAGE_STORAGE, 16),
    /** Nuclear medicine. */
    NM(SopClass.NUCLEAR_MEDICINE_IMAGE_STORAGE, 16),
    /** Ophthalmic photography. */
    OP(SopClass.OPHTHALMIC_PHOTOGRAPHY_8_BIT_IMAGE_STORAGE, 8),
    /** Ophthalmic tomography. */
    OPT(SopClass.OPHTHALMIC_TOMOGRAPHY_IMAGE_STORAGE, 8),
    /** Other: secondary capture. */
    OT(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE, 8),
    /** Positron emission tomography. */
    PT(SopClass.POSITRON_EMISSION_TOMOGRAPHY_IMAGE_STORAGE, 16),
    /** Radio fluoroscopy. */
    RF(SopClass.X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE, 8),
    /** Radiotherapy image. */
    RTIMAGE(SopClass.RT_IMAGE_STORAGE, 16),
    /** Slide microscopy. */
    SM(SopClass.VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE, 8),
    /** Ultrasound. */
    US(SopClass.ULTRASOUND_IMAGE_STORAGE, 8),
    /** X-ray angiography. */
    XA(SopClass.X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE, 8),
    /** External-camera photography. */
    XC(SopClass.VL_PHOTOGRAPHIC_IMAGE_STORAGE, 8);

    private final String sopClass;
    private final int bitsAllocated;

    Modality(Uid sopClass, int bitsAllocated) {
        this.sopClass = sopClass.value();
        this.bitsAllocated = bitsAllocated;
    }

    /**
     * Returns the SOP class of its images.
     *
     * @return a storage SOP class
     */
    public Uid sopClass() {
        return Uid.of(sopClass);
    }

    int bitsAllocated() {
        return bitsAllocated;
    }
}
