/** The file by which the twin remembers across restarts. */
@NullMarked
package souk.embedded.stripe.journal;

import org.jspecify.annotations.NullMarked;
