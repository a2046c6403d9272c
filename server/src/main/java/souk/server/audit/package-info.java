/** The invariants, recomputed online under a role that can only read. */
@NullMarked
package souk.server.audit;

import org.jspecify.annotations.NullMarked;
