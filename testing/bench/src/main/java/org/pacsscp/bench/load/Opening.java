package org.pacsscp.bench.load;

import java.util.List;

/** Leaves each association as it is when it is open. */
record Opening(Loop loop, List<Association> opened) implements Steps {
    @Override
    public void associated(Association association) {
        opened.add(association);
        loop.done();
    }
}
