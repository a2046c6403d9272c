/** Rounds that decide, city by city, which waiting trip is offered to which free driver. */
@NullMarked
package souk.dispatch.matching;

import org.jspecify.annotations.NullMarked;
