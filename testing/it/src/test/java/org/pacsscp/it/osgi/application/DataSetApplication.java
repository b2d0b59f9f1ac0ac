package org.pacsscp.it.osgi.application;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.json.DataSetJsonReader;
import org.pacsscp.dataset.json.DataSetJsonWriter;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;
import org.pacsscp.dataset.value.PersonName;

/** Reads, matches and writes a data set whose text needs the character sets of Japan; offers it as JSON. */
public final class DataSetApplication implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        DataSet built = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "", "ISO 2022 IR 87")
                .personName(Tag.PATIENT_NAME, PersonName.parse("Yamada^Tarou=\u5c71\u7530^\u592a\u90ce"))
                .build();
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        built.in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).writeTo(encoded);
        DataSet read = DataSet.read(encoded.toByteArray(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DataSet answer = Query.of(read, QueryRules.worklist()).answer(read).orElseThrow(IllegalStateException::new);
        String json = DataSetJsonWriter.create().write(answer);
        List<String> names = DataSetJsonReader.create().read(json).texts(Tag.PATIENT_NAME);
        Supplier<String> offered = () -> names.get(0);
        context.registerService(Supplier.class.getName(), offered, null);
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing was started.
    }
}
