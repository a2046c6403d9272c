/** What {@code ./souk bench} runs: ours and a reference side by side, in one run. */
@NullMarked
package souk.bench;

import org.jspecify.annotations.NullMarked;
