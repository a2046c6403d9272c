/** What cardholders dispute: money withheld, answered from our own records, won or lost. */
@NullMarked
package souk.payments.dispute;

import org.jspecify.annotations.NullMarked;
