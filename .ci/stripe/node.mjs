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
const voided = await stripe.paymentIntents.cancel((await authorize("pm_card_visa")).id);
assert.equal(voided.status, "canceled");
await assert.rejects(authorize("pm_card_chargeDeclinedInsufficientFunds"), { code: "card_declined", decline_code: "insufficient_funds" });

const payee = await stripe.accounts.create({ type: "custom", country: "FR", capabilities: { transfers: { requested: true } }, external_account: "btok_us_verified" });
const transfer = await stripe.transfers.create({ amount: 500, currency: "eur", destination: payee.id });
await stripe.transfers.createReversal(transfer.id, { amount: 100 });
const payout = await stripe.payouts.create({ amount: 400, currency: "eur" }, { stripeAccount: payee.id });
await until("payout paid", async () => (await stripe.payouts.retrieve(payout.id, {}, { stripeAccount: payee.id })).status === "paid");
await assert.rejects(stripe.transfers.create({ amount: 1, currency: "usd", destination: payee.id }), { code: "balance_insufficient" });

const disputed = await stripe.paymentIntents.capture((await authorize("pm_card_createDispute")).id);
const dispute = await until("dispute", async () => (await stripe.disputes.list({ payment_intent: disputed.id })).data[0]);
await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: "winning_evidence" } });
await until("dispute won", async () => (await stripe.disputes.retrieve(dispute.id)).status === "won");

const moved = await stripe.balanceTransactions.list({ limit: 100 });
const balance = await stripe.balance.retrieve();
const has = [...balance.available, ...balance.pending].reduce((sum, part) => sum + part.amount, 0);
assert.equal(moved.data.reduce((sum, one) => sum + one.net, 0), has);
const events = await stripe.events.list({ limit: 100 });
assert.ok(events.data.some((event) => event.type === "charge.dispute.closed"));
console.log(`stripe-node: authorized, captured, voided, refunded; ${events.data.length} events`);
