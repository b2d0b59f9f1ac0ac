package org.pacsscp.worklist.mpps;

class MemoryMppsStoreTest extends MppsStoreContract {
    private final MppsStore store = MppsStore.inMemory();

    @Override
    protected MppsStore store() {
        return store;
    }
}
