/** Invariants as rules that an operator can recompute at any time. */
@NullMarked
package souk.platform.audit;

import org.jspecify.annotations.NullMarked;
