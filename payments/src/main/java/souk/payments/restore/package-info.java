/** Brings rows that were restored from a backup in line with what the provider has done since. */
@NullMarked
package souk.payments.restore;

import org.jspecify.annotations.NullMarked;
