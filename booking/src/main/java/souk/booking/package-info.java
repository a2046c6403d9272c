/** What customers buy: each a saga over dispatch and payments. */
@NullMarked
package souk.booking;

import org.jspecify.annotations.NullMarked;
