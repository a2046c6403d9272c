// What twins of Stripe were asked and answered: the lines of every recording in a directory.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function exchanges(directory) {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

const ID = /^[a-z]+_[A-Za-z0-9_]{10,}$/;

// one of each kind is enough; what differs in numbers only is the same kind
function shape(node) {
  return JSON.stringify(node, (key, value) =>
    typeof value === "number" ? 0 : /^(id|.*_secret|fingerprint|doc_url|request_log_url)$/.test(key) || ID.test(value) ? "" : value);
}

// Every object that was answered, also those within others, one of each kind.
export function bodies(directory) {
  const found = new Map();
  const collect = (node) => {
    if (node === null || typeof node !== "object") return;
    for (const value of Object.values(node)) collect(value);
    if (typeof node.object === "string" && !["list", "search_result"].includes(node.object)) found.set(shape(node), node);
  };
  for (const exchange of exchanges(directory)) collect(exchange.body);
  if (found.size < 20) throw new Error(`only ${found.size} bodies were recorded in ${directory}`);
  return [...found.values()];
}
