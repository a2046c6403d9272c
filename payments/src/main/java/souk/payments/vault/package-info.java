/** Card numbers, each encrypted under a key of its own, behind random tokens. */
@NullMarked
package souk.payments.vault;

import org.jspecify.annotations.NullMarked;
