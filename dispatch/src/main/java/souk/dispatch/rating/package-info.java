/** What the parties of a trip think of each other, and what that makes of their reputation. */
@NullMarked
package souk.dispatch.rating;

import org.jspecify.annotations.NullMarked;
