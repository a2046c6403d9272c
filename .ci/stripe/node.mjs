// Stripe's own client for node authorizes, captures, voids and refunds at the twin; a payee is paid, a dispute is won.
import assert from "node:assert/strict";
import Stripe from "stripe";

const url = new URL(process.argv[2]);
const stripe = new Stripe("sk_test_conformance", { host: url.hostname, port: url.port, protocol: "http", telemetry: false });
const authorize = (card) =>
  stripe.paymentIntents.create({
    amount: 1250,
    currency: "eur",
    capture_method: "manual",
    confirm: true,
    payment_method: card,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  });

async function until(what, question) {
  for (let turn = 0; turn < 100; turn++) {
    const answer = await question();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} never came true`);
}

const held = await authorize("pm_card_bypassPending");
assert.equal(held.status, "requires_capture");
const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 }, { idempotencyKey: "capture" });
const again = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 }, { idempotencyKey: "capture" });
assert.equal(taken.amount_received, 1000);
assert.equal(again.id, taken.id);
const refund = await stripe.refunds.create({ payment_intent: held.id, amount: 300 });
assert.equal(refund.status, "succeeded");
assert.equal((await stripe.charges.retrieve(taken.latest_charge)).id, taken.latest_charge);
const voided = await stripe.paymentIntents.cancel((await authorize("pm_card_visa")).id);
assert.equal(voided.status, "canceled");
await assert.rejects(authorize("pm_card_chargeDeclinedInsufficientFunds"), { code: "card_declined", decline_code: "insufficient_funds" });

const payee = await stripe.accounts.create({ type: "custom", country: "FR", capabilities: { transfers: { requested: true } }, external_account: "btok_us_verified" });
const transfer = await stripe.transfers.create({ amount: 500, currency: "eur", destination: payee.id });
await stripe.transfers.createReversal(transfer.id, { amount: 100 });
const payout = await stripe.payouts.create({ amount: 300, currency: "eur" }, { stripeAccount: payee.id });
await until("payout paid", async () => (await stripe.payouts.retrieve(payout.id, {}, { stripeAccount: payee.id })).status === "paid");
await assert.rejects(stripe.transfers.create({ amount: 1, currency: "usd", destination: payee.id }), { code: "balance_insufficient" });

const disputed = await stripe.paymentIntents.capture((await authorize("pm_card_createDispute")).id);
const dispute = await until("dispute", async () => (await stripe.disputes.list({ payment_intent: disputed.id })).data[0]);
await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: "winning_evidence" } });
await until("dispute won", async () => (await stripe.disputes.retrieve(dispute.id)).status === "won");

// what is left of all that the twin plays
const open = await stripe.paymentIntents.create({ amount: 700, currency: "eur", capture_method: "manual", payment_method: "pm_card_visa",
  automatic_payment_methods: { enabled: true, allow_redirects: "never" }, payment_method_options: { card: { request_incremental_authorization: "if_available" } } });
await stripe.paymentIntents.confirm(open.id);
await stripe.paymentIntents.incrementAuthorization(open.id, { amount: 900 });
assert.equal((await stripe.paymentIntents.retrieve(open.id)).amount, 900);
const customer = await stripe.customers.create({ metadata: { known_as: "somebody" } });
const card = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
const method = await stripe.paymentMethods.attach(card.id, { customer: customer.id });
assert.equal((await stripe.customers.search({ query: "metadata['known_as']:'somebody'" })).data[0].id, customer.id);
assert.equal((await stripe.customers.retrieve(customer.id)).id, customer.id);
assert.equal((await stripe.customers.listPaymentMethods(customer.id)).data[0].id, method.id);
assert.equal((await stripe.paymentMethods.retrieve(method.id)).customer, customer.id);
await stripe.paymentMethods.detach(method.id);
await stripe.paymentIntents.list({ limit: 1 });
await stripe.refunds.list({ payment_intent: held.id });
assert.equal((await stripe.refunds.retrieve(refund.id)).amount, 300);
await stripe.accounts.createExternalAccount(payee.id, { external_account: "btok_us_verified" });
assert.equal((await stripe.accounts.retrieve(payee.id)).id, payee.id);
const driver = await stripe.accounts.create({ type: "express", country: "FR", capabilities: { transfers: { requested: true } }, external_account: "btok_us_verified" });
await stripe.accounts.createLoginLink(driver.id);
await stripe.accountLinks.create({ account: payee.id, type: "account_onboarding", return_url: "http://127.0.0.1/done", refresh_url: "http://127.0.0.1/again" });
assert.equal((await stripe.transfers.retrieve(transfer.id)).amount_reversed, 100);
await stripe.transfers.list({ destination: payee.id });
assert.equal((await stripe.transfers.listReversals(transfer.id)).data[0].amount, 100);
await stripe.payouts.list({}, { stripeAccount: payee.id });
const stopped = await stripe.payouts.create({ amount: 100, currency: "eur" }, { stripeAccount: payee.id });
await stripe.payouts.cancel(stopped.id, {}, { stripeAccount: payee.id });
const given = await stripe.paymentIntents.capture((await authorize("pm_card_createDispute")).id);
const lost = await until("another dispute", async () => (await stripe.disputes.list({ payment_intent: given.id })).data[0]);
assert.equal((await stripe.disputes.close(lost.id)).status, "lost");

const moved = await stripe.balanceTransactions.list({ limit: 100 });
const balance = await stripe.balance.retrieve();
const has = [...balance.available, ...balance.pending].reduce((sum, part) => sum + part.amount, 0);
assert.equal(moved.data.reduce((sum, one) => sum + one.net, 0), has);
const events = await stripe.events.list({ limit: 100 });
assert.ok(events.data.some((event) => event.type === "charge.dispute.closed"));
assert.equal((await stripe.events.retrieve(events.data[0].id)).id, events.data[0].id);
assert.equal((await stripe.balanceTransactions.retrieve(moved.data[0].id)).id, moved.data[0].id);
console.log(`stripe-node: authorized, captured, voided, refunded; ${events.data.length} events`);
