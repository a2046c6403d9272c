/** Positions, from a gateway's or a phone's call until searches find them. */
@NullMarked
package souk.bench.ingest;

import org.jspecify.annotations.NullMarked;
