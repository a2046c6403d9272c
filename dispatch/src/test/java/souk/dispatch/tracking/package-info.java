/** Tests of the traces, on a real database. */
@NullMarked
package souk.dispatch.tracking;

import org.jspecify.annotations.NullMarked;
