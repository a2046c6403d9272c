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
