/** What a driver does with the trip he accepted, and what he is shown of it. */
@NullMarked
package souk.dispatch.drive;

import org.jspecify.annotations.NullMarked;
