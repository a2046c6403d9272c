@NullMarked
package souk.dispatch.destination;

import org.jspecify.annotations.NullMarked;
