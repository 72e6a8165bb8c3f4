import { fill, type Found } from "./matrix.ts";
import { page } from "./table.ts";
import { WIRES } from "./wires.ts";

/** Fills the whole matrix and prints it; says on the way where there are holes. */
async function main(): Promise<number> {
  const found: Found[] = [];
  for (const wire of WIRES) {
    const one = await fill(wire);
    for (const hole of one.holes) {
      const { position, turn, shape, encoding, transfer, fault } = hole;
      const cell = [position, turn, shape, encoding, transfer].join(" × ");
      say(Deno.stderr, `${wire.host}${wire.path}: ${cell}: ${fault}`);
    }
    found.push(one);
  }
  say(Deno.stdout, page(found).trimEnd());
  return found.some(({ holes }) => holes.length > 0) ? 1 : 0;
}

function say(where: typeof Deno.stdout | typeof Deno.stderr, text: string) {
  const bytes = new TextEncoder().encode(`${text}\n`);
  for (let at = 0; at < bytes.length;) {
    at += where.writeSync(bytes.subarray(at));
  }
}

if (import.meta.main) Deno.exit(await main());
