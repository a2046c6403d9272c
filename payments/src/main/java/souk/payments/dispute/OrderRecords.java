package souk.payments.dispute;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;

/** What we have on record about an order, for answering its dispute. Filled by whoever joins us. */
public interface OrderRecords {
  /**
   * What is on record.
   *
   * @param product what was sold, in a sentence
   * @param servedAt when it was done; null when it was not
   * @param activity what happened, a line each
   * @param documents receipt, route and the like, each with its heading
   */
  record Records(
      String product, @Nullable Instant servedAt, List<String> activity, List<String> documents) {}

  Records of(OrderRef order);
}
