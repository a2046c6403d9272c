/** What happened to an order, as each module that had a part in it tells it. */
@NullMarked
package souk.platform.timeline;

import org.jspecify.annotations.NullMarked;
