/** The cards a person can pay with, each behind an id of ours. */
@NullMarked
package souk.payments.card;

import org.jspecify.annotations.NullMarked;
