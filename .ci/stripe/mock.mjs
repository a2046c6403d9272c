// Asks Stripe's own stripe-mock, which checks requests against their OpenAPI, everything that the twin was asked and
// did not refuse: what our adapters send, and no parameter that only the twin would take. Each operation that the twin
// plays must have been accepted at least once, and of our adapters' own requests (not stripe-node's) each that they know.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { exchanges } from "./recording.mjs";

const url = process.argv[2];
const recording = process.argv[3];
const others = process.argv[5];

// what souk.payments.psp.stripe asks Stripe for, by the twin's names
const OURS = `
  PAYMENT_INTENTS_CREATE PAYMENT_INTENTS_LIST PAYMENT_INTENTS_RETRIEVE PAYMENT_INTENTS_CAPTURE PAYMENT_INTENTS_INCREMENT
  PAYMENT_INTENTS_CANCEL PAYMENT_METHODS_RETRIEVE PAYMENT_METHODS_ATTACH PAYMENT_METHODS_DETACH CUSTOMERS_CREATE
  CUSTOMERS_SEARCH CUSTOMERS_RETRIEVE REFUNDS_CREATE REFUNDS_LIST REFUNDS_RETRIEVE
  DISPUTES_LIST DISPUTES_RETRIEVE DISPUTES_UPDATE DISPUTES_CLOSE ACCOUNTS_CREATE ACCOUNTS_RETRIEVE ACCOUNT_LINKS_CREATE LOGIN_LINKS_CREATE
  EXTERNAL_ACCOUNTS_CREATE TRANSFERS_CREATE
  TRANSFERS_LIST TRANSFERS_RETRIEVE REVERSALS_CREATE PAYOUTS_CREATE PAYOUTS_LIST PAYOUTS_RETRIEVE BALANCE_RETRIEVE
  BALANCE_TRANSACTIONS_LIST`.trim().split(/\s+/);
const operations = [...readFileSync(process.argv[4], "utf8").matchAll(/^ +([A-Z_]+)\("(GET|POST)", "([^"]+)"\)[,;]$/gm)].map(
  ([, name, method, path]) => ({ name, method, path: new RegExp(`^${path.replace("{id}", "[^/]+")}$`) }));
assert.ok(OURS.every((name) => operations.some((one) => one.name === name)), "the twin's operations are written otherwise now");

async function ask({ method, path, params, account }) {
  const headers = { Authorization: "Bearer sk_test_conformance" };
  if (account) headers["Stripe-Account"] = account;
  if (method === "POST") headers["Content-Type"] = "application/x-www-form-urlencoded";
  const query = method === "POST" || params === "" ? "" : `?${params}`;
  const answer = await fetch(url + path + query, { method, headers, body: method === "POST" ? params : undefined });
  return { status: answer.status, text: await answer.text() };
}

const wrong = await ask({ method: "POST", path: "/v1/refunds", params: "payment_intent=pi_1&colour=red" });
assert.equal(wrong.status, 400, "stripe-mock does not check what it is asked");

let asked = 0;
const refused = [];
const accepted = async (directory) => {
  const names = new Set();
  for (const exchange of exchanges(directory)) {
    if (exchange.status !== 200 && exchange.status !== 402) continue;
    const answer = await ask(exchange);
    asked++;
    const known = operations.find((one) => one.method === exchange.method && one.path.test(exchange.path));
    if (answer.status === 200) names.add(known?.name);
    else refused.push(`${exchange.method} ${exchange.path} ${decodeURIComponent(exchange.params)}: ${answer.status} ${answer.text}`);
  }
  return names;
};
const ours = await accepted(recording);
const all = new Set([...ours, ...(await accepted(others))]);
const missing = [
  ...OURS.filter((name) => !ours.has(name)).map((name) => `${name} of our adapters`),
  ...operations.map((one) => one.name).filter((name) => !all.has(name)),
];
for (const one of refused) console.error(one);
if (missing.length > 0) console.error(`never accepted: ${missing.join(", ")}`);
console.log(`stripe-mock accepts ${asked - refused.length} of ${asked} requests; ${ours.size} operations of ours, ${all.size} of ${operations.length} in all`);
process.exitCode = refused.length === 0 && missing.length === 0 ? 0 : 1;
