package clients;

import com.oracle.bmc.generativeaiinference.model.OnDemandServingMode;

public final class Oci {
    /** Meta hosts nothing here; Oracle does. */
    private static final String CHAT = "meta.llama-3.3-70b-instruct";
    private static final String SCOUT = "meta.llama-4-scout-17b-16e-instruct";
    private static final String EMBED = "cohere.embed-multilingual-v3.0";

    OnDemandServingMode mode(boolean big) {
        return OnDemandServingMode.builder().modelId(big ? CHAT : SCOUT).build();
    }

    String name() {
        return "llama-on-oracle";
    }
}
