/** What rider and driver of a trip write to each other, without learning who the other is. */
@NullMarked
package souk.dispatch.chat;

import org.jspecify.annotations.NullMarked;
