package souk.embedded.stripe.api;

import java.util.Set;
import java.util.regex.Pattern;
import souk.embedded.stripe.account.Customer;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.shape.RecordJson;

/** Whoever pays again. */
final class CustomerEndpoints {
  private static final Set<String> LABELS = Set.of("description", "email", "name", "phone");

  /** Of Stripe's query language what finds an object by one entry of its metadata. */
  private static final Pattern BY_METADATA =
      Pattern.compile("metadata\\[(['\"])(?<key>[^'\"]+)\\1]:(['\"])(?<value>[^'\"]+)\\3");

  private CustomerEndpoints() {}

  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("description", "email", "name", "phone", "metadata", "expand"));
    var customer =
        new Customer(
            StripeId.fresh("cus_").substring(0, 18),
            call.now(),
            params.labels(LABELS),
            params.metadata());
    call.effects().create(customer);
    return Reply.ok(RecordJson.of(customer));
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return call.account()
        .customer(call.id())
        .map(customer -> Reply.ok(RecordJson.of(customer)))
        .orElseThrow(() -> ApiRefusal.notFound("customer", call.id(), "id"));
  }

  /** One page is all there is: nothing that a caller of the twin looks for is there often. */
  static Reply search(Call call) {
    call.params().allowOnly(Set.of("query", "limit", "expand"));
    var query = BY_METADATA.matcher(call.params().required("query"));
    if (!query.matches()) {
      throw ApiRefusal.invalid("This twin searches by one entry of the metadata only.", "query");
    }
    var found =
        call.account()
            .customers(query.group("key"), query.group("value"))
            .limit(call.limit())
            .map(RecordJson::of)
            .toList();
    return Reply.ok(RecordJson.searched("/v1/customers/search", found));
  }
}
