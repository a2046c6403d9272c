/** What the public API shows a phone, as records of its JSON. */
@NullMarked
package souk.sim.view;

import org.jspecify.annotations.NullMarked;
