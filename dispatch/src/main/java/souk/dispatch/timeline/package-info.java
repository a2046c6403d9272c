/** What dispatch knows of the history of a trip. */
@NullMarked
package souk.dispatch.timeline;

import org.jspecify.annotations.NullMarked;
