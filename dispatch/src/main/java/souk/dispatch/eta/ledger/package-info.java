/** Keeps each time that was promised beside the time it took, and tells how far they are apart. */
@NullMarked
package souk.dispatch.eta.ledger;

import org.jspecify.annotations.NullMarked;
