/** What a benchmark found, for people and for machines. */
@NullMarked
package souk.bench.report;

import org.jspecify.annotations.NullMarked;
