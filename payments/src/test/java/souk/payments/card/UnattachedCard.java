package souk.payments.card;

import java.util.UUID;
import souk.payments.PaymentsNode;

/** A card from the time when cards were only remembered: no customer's at the provider. */
public final class UnattachedCard {
  private UnattachedCard() {}

  /** Adds one to the owner's; answers its id. */
  public static UUID add(PaymentsNode node, UUID owner, String method) {
    var id = UUID.randomUUID();
    node.sql(
        """
        INSERT INTO payments.card (id, owner_id, token, psp_token, payment_method, brand, last4,
                                   exp_month, exp_year)
        VALUES ('%1$s', '%2$s',
                'card_' || translate(md5('%1$s'), '0123456789abcdef', 'bcdfghjklmnpqrst'),
                '%3$s', '%3$s', 'visa', '4242', 12, 2034)\
        """
            .formatted(id, owner, method));
    return id;
  }
}
