/**
 * Sagas that can always be driven again: started, woken, swept and started anew from their rows.
 */
@NullMarked
package souk.platform.saga;

import org.jspecify.annotations.NullMarked;
