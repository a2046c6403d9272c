/** What every city charges for its products: versions that never change, made by operations. */
@NullMarked
package souk.booking.quote.tariff;

import org.jspecify.annotations.NullMarked;
