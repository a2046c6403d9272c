/** What each module has on record about an order, for answering a dispute. */
@NullMarked
package souk.platform.evidence;

import org.jspecify.annotations.NullMarked;
