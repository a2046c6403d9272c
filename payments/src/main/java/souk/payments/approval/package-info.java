/** When one operator's decision about money needs a second one who agrees. */
@NullMarked
package souk.payments.approval;

import org.jspecify.annotations.NullMarked;
