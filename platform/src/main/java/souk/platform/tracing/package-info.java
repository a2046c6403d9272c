/**
 * Which request a piece of work belongs to: trace ids in logs, and spans when they are exported.
 */
@NullMarked
package souk.platform.tracing;

import org.jspecify.annotations.NullMarked;
