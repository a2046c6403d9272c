/** Authorizations through a slow provider, against a design that holds a connection meanwhile. */
@NullMarked
package souk.bench.charge;

import org.jspecify.annotations.NullMarked;
