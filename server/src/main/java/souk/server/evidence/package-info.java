/** What all modules have on record about an order, for payments to answer a dispute with. */
@NullMarked
package souk.server.evidence;

import org.jspecify.annotations.NullMarked;
