/** What is paid for, as far as payments needs to know. */
@NullMarked
package souk.payments.order;

import org.jspecify.annotations.NullMarked;
