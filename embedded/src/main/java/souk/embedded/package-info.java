/**
 * Souk on one machine: engines for tests, and the launcher that runs everything with one command.
 */
@NullMarked
package souk.embedded;

import org.jspecify.annotations.NullMarked;
