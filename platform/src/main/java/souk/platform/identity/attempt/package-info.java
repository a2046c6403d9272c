/** How often somebody may try: steady rates and, for guesses at one account, growing pauses. */
@NullMarked
package souk.platform.identity.attempt;

import org.jspecify.annotations.NullMarked;
