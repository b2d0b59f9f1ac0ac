package org.pacsscp.client;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * What we take when a peer sends us instances on our own association, in answer to a C-GET: SOP classes, each in one or more
 * presentation contexts. Immutable.
 *
 * <p>In each context the peer chooses one transfer syntax; what it can send in none of those that it chose is a sub-operation
 * that fails (PS3.4 section C.4.3.3.1). Who wants compressed instances as they are gives contexts of their own:
 *
 * <pre>{@code
 * StorageContexts images = StorageContexts.of(SopClass.CT_IMAGE_STORAGE, SopClass.MR_IMAGE_STORAGE)
 *         .and(SopClass.CT_IMAGE_STORAGE, TransferSyntax.JPEG_2000_LOSSLESS);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StorageContexts {
    /** One is needed for C-GET itself (PS3.8 section 9.3.2.2). */
    public static final int MOST = AssociationProposal.MAX_CONTEXTS - 1;

    private static final List<Uid> UNCOMPRESSED =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private static final StorageContexts USUAL = of(
            SopClass.COMPUTED_RADIOGRAPHY_IMAGE_STORAGE,
            SopClass.DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            SopClass.DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
            SopClass.DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            SopClass.DIGITAL_MAMMOGRAPHY_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
            SopClass.DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            SopClass.DIGITAL_INTRA_ORAL_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
            SopClass.CT_IMAGE_STORAGE,
            SopClass.ENHANCED_CT_IMAGE_STORAGE,
            SopClass.LEGACY_CONVERTED_ENHANCED_CT_IMAGE_STORAGE,
            SopClass.ULTRASOUND_MULTI_FRAME_IMAGE_STORAGE,
            SopClass.MR_IMAGE_STORAGE,
            SopClass.ENHANCED_MR_IMAGE_STORAGE,
            SopClass.MR_SPECTROSCOPY_STORAGE,
            SopClass.ENHANCED_MR_COLOR_IMAGE_STORAGE,
            SopClass.LEGACY_CONVERTED_ENHANCED_MR_IMAGE_STORAGE,
            SopClass.ULTRASOUND_IMAGE_STORAGE,
            SopClass.ENHANCED_US_VOLUME_STORAGE,
            SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE,
            SopClass.MULTI_FRAME_SINGLE_BIT_SECONDARY_CAPTURE_IMAGE_STORAGE,
            SopClass.MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE_IMAGE_STORAGE,
            SopClass.MULTI_FRAME_GRAYSCALE_WORD_SECONDARY_CAPTURE_IMAGE_STORAGE,
            SopClass.MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE_IMAGE_STORAGE,
            SopClass.TWELVE_LEAD_ECG_WAVEFORM_STORAGE,
            SopClass.GENERAL_ECG_WAVEFORM_STORAGE,
            SopClass.AMBULATORY_ECG_WAVEFORM_STORAGE,
            SopClass.HEMODYNAMIC_WAVEFORM_STORAGE,
            SopClass.GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
            SopClass.COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE,
            SopClass.PSEUDO_COLOR_SOFTCOPY_PRESENTATION_STATE_STORAGE,
            SopClass.BLENDING_SOFTCOPY_PRESENTATION_STATE_STORAGE,
            SopClass.XA_XRF_GRAYSCALE_SOFTCOPY_PRESENTATION_STATE_STORAGE,
            SopClass.ADVANCED_BLENDING_PRESENTATION_STATE_STORAGE,
            SopClass.X_RAY_ANGIOGRAPHIC_IMAGE_STORAGE,
            SopClass.ENHANCED_XA_IMAGE_STORAGE,
            SopClass.X_RAY_RADIOFLUOROSCOPIC_IMAGE_STORAGE,
            SopClass.ENHANCED_XRF_IMAGE_STORAGE,
            SopClass.X_RAY_3D_ANGIOGRAPHIC_IMAGE_STORAGE,
            SopClass.X_RAY_3D_CRANIOFACIAL_IMAGE_STORAGE,
            SopClass.BREAST_TOMOSYNTHESIS_IMAGE_STORAGE,
            SopClass.BREAST_PROJECTION_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION,
            SopClass.BREAST_PROJECTION_X_RAY_IMAGE_STORAGE_FOR_PROCESSING,
            SopClass.NUCLEAR_MEDICINE_IMAGE_STORAGE,
            SopClass.PARAMETRIC_MAP_STORAGE,
            SopClass.RAW_DATA_STORAGE,
            SopClass.SPATIAL_REGISTRATION_STORAGE,
            SopClass.SPATIAL_FIDUCIALS_STORAGE,
            SopClass.DEFORMABLE_SPATIAL_REGISTRATION_STORAGE,
            SopClass.SEGMENTATION_STORAGE,
            SopClass.SURFACE_SEGMENTATION_STORAGE,
            SopClass.REAL_WORLD_VALUE_MAPPING_STORAGE,
            SopClass.VL_ENDOSCOPIC_IMAGE_STORAGE,
            SopClass.VIDEO_ENDOSCOPIC_IMAGE_STORAGE,
            SopClass.VL_MICROSCOPIC_IMAGE_STORAGE,
            SopClass.VIDEO_MICROSCOPIC_IMAGE_STORAGE,
            SopClass.VL_SLIDE_COORDINATES_MICROSCOPIC_IMAGE_STORAGE,
            SopClass.VL_PHOTOGRAPHIC_IMAGE_STORAGE,
            SopClass.VIDEO_PHOTOGRAPHIC_IMAGE_STORAGE,
            SopClass.OPHTHALMIC_PHOTOGRAPHY_8_BIT_IMAGE_STORAGE,
            SopClass.OPHTHALMIC_PHOTOGRAPHY_16_BIT_IMAGE_STORAGE,
            SopClass.OPHTHALMIC_TOMOGRAPHY_IMAGE_STORAGE,
            SopClass.VL_WHOLE_SLIDE_MICROSCOPY_IMAGE_STORAGE,
            SopClass.DERMOSCOPIC_PHOTOGRAPHY_IMAGE_STORAGE,
            SopClass.BASIC_TEXT_SR_STORAGE,
            SopClass.ENHANCED_SR_STORAGE,
            SopClass.COMPREHENSIVE_SR_STORAGE,
            SopClass.COMPREHENSIVE_3D_SR_STORAGE,
            SopClass.EXTENSIBLE_SR_STORAGE,
            SopClass.PROCEDURE_LOG_STORAGE,
            SopClass.MAMMOGRAPHY_CAD_SR_STORAGE,
            SopClass.CHEST_CAD_SR_STORAGE,
            SopClass.KEY_OBJECT_SELECTION_DOCUMENT_STORAGE,
            SopClass.X_RAY_RADIATION_DOSE_SR_STORAGE,
            SopClass.ENHANCED_X_RAY_RADIATION_DOSE_SR_STORAGE,
            SopClass.RADIOPHARMACEUTICAL_RADIATION_DOSE_SR_STORAGE,
            SopClass.PATIENT_RADIATION_DOSE_SR_STORAGE,
            SopClass.ENCAPSULATED_PDF_STORAGE,
            SopClass.ENCAPSULATED_CDA_STORAGE,
            SopClass.ENCAPSULATED_STL_STORAGE,
            SopClass.POSITRON_EMISSION_TOMOGRAPHY_IMAGE_STORAGE,
            SopClass.LEGACY_CONVERTED_ENHANCED_PET_IMAGE_STORAGE,
            SopClass.ENHANCED_PET_IMAGE_STORAGE,
            SopClass.RT_IMAGE_STORAGE,
            SopClass.RT_DOSE_STORAGE,
            SopClass.RT_STRUCTURE_SET_STORAGE,
            SopClass.RT_BEAMS_TREATMENT_RECORD_STORAGE,
            SopClass.RT_PLAN_STORAGE,
            SopClass.RT_BRACHY_TREATMENT_RECORD_STORAGE,
            SopClass.RT_TREATMENT_SUMMARY_RECORD_STORAGE,
            SopClass.RT_ION_PLAN_STORAGE,
            SopClass.RT_ION_BEAMS_TREATMENT_RECORD_STORAGE);

    private final List<ProposedContext> contexts;

    private StorageContexts(List<ProposedContext> contexts) {
        if (contexts.size() > MOST) {
            throw new IllegalArgumentException(
                    "there are " + contexts.size() + " contexts for instances; an association has " + MOST
                            + " at most besides that for C-GET: leave some out");
        }
        this.contexts = List.copyOf(contexts);
    }

    /**
     * Takes what archives of hospitals usually hold, uncompressed: the images, presentation states, reports, waveforms, plans and
     * documents that most devices make. There are more SOP classes than an association has room for.
     *
     * @return some ninety SOP classes
     */
    public static StorageContexts usual() {
        return USUAL;
    }

    /**
     * Takes SOP classes, uncompressed.
     *
     * @param sopClasses storage SOP classes
     * @return a context for each, with Explicit and Implicit VR Little Endian
     * @throws IllegalArgumentException if there are more than {@link #MOST}
     */
    public static StorageContexts of(Uid... sopClasses) {
        List<ProposedContext> contexts = new ArrayList<>();
        for (Uid sopClass : sopClasses) {
            contexts.add(new ProposedContext(sopClass, UNCOMPRESSED));
        }
        return new StorageContexts(contexts);
    }

    /**
     * Takes a SOP class in a context of its own besides.
     *
     * @param sopClass a storage SOP class
     * @param transferSyntaxes in order of preference, of which the peer chooses one
     * @return new contexts
     * @throws IllegalArgumentException if there is no transfer syntax, or there would be more than {@link #MOST} contexts
     */
    public StorageContexts and(Uid sopClass, Uid... transferSyntaxes) {
        List<ProposedContext> more = new ArrayList<>(contexts);
        more.add(new ProposedContext(sopClass, List.of(transferSyntaxes)));
        return new StorageContexts(more);
    }

    /**
     * Returns the contexts.
     *
     * @return in the order in which they are proposed
     */
    public List<ProposedContext> contexts() {
        return contexts;
    }

    /** Returns how many contexts there are. */
    @Override
    public String toString() {
        return "StorageContexts[" + contexts.size() + "]";
    }
}
