package org.pacsscp.core.internal.tls;

import java.util.Collections;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** How much is kept to resume TLS sessions with peers that come again, on either side. */
final class SessionCache {
    /** The JDK's 20480 sessions for a day, with the peers' certificates, are a memory to fill. */
    private static final int SESSIONS = 1024;

    private static final int SECONDS = 3600;

    private SessionCache() {}

    static void limit(SSLSessionContext sessions) {
        sessions.setSessionCacheSize(SESSIONS);
        sessions.setSessionTimeout(SECONDS);
    }

    /**
     * Forgets all sessions after so many connections of a client. With TLS 1.3 the JDK keeps each session that has come of
     * another one together with that, whatever the size of its cache.
     */
    static void renew(SSLSessionContext sessions, int connections) {
        if (connections % SESSIONS == 0) {
            for (byte[] id : Collections.list(sessions.getIds())) {
                SSLSession session = sessions.getSession(id);
                if (session != null) {
                    session.invalidate();
                }
            }
        }
    }
}
