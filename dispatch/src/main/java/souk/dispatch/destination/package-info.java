/** Another destination that a rider asks for, and the consent of the driver of his trip. */
@NullMarked
package souk.dispatch.destination;

import org.jspecify.annotations.NullMarked;
