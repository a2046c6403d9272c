/** Tests of what the parties of a trip write to each other. */
@NullMarked
package souk.dispatch.chat;

import org.jspecify.annotations.NullMarked;
