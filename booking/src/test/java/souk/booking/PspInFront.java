package souk.booking;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.platform.money.Money;

/** Passes everything on to another; who stands in front changes what he wants changed. */
interface PspInFront extends Psp {
  Psp psp();

  @Override
  default long unit(Currency currency) {
    return psp().unit(currency);
  }

  @Override
  default PspOutcome<PspPayment> authorize(PspAuthorization authorization) {
    return psp().authorize(authorization);
  }

  @Override
  default PspOutcome<PspPayment> increase(PspKey key, String reference, Money total) {
    return psp().increase(key, reference, total);
  }

  @Override
  default PspOutcome<PspPayment> capturePart(PspKey key, String reference, Money amount) {
    return psp().capturePart(key, reference, amount);
  }

  @Override
  default PspOutcome<PspPayment> capture(PspKey key, String reference, Money amount) {
    return psp().capture(key, reference, amount);
  }

  @Override
  default PspOutcome<PspPayment> voidAuthorization(PspKey key, String reference) {
    return psp().voidAuthorization(key, reference);
  }

  @Override
  default Lookup<PspPayment> retrieve(String reference) {
    return psp().retrieve(reference);
  }

  @Override
  default Lookup<PspPayment> find(UUID chargeId, PspToken token, Instant from) {
    return psp().find(chargeId, token, from);
  }

  @Override
  default Lookup<PspCard> card(String token) {
    return psp().card(token);
  }
}
