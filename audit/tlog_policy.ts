import { toHex } from "./bytes.ts";
import { cosignedAt } from "./cosignature.ts";
import { checkNote, type Note } from "./note.ts";
import { parseVkey, type Vkey } from "./vkey.ts";

/** Whose word makes a checkpoint valid. @see https://c2sp.org/tlog-policy */
export interface TlogPolicy {
  /** Empty: any log that is trusted otherwise. */
  readonly logs: readonly Vkey[];
  /** Every name that a quorum can be made of. */
  readonly members: ReadonlyMap<string, Member>;
  /** `none`: no witness is needed. */
  readonly quorum: string;
}

/** A witness, or a group of which so many must have witnessed. */
type Member =
  | { readonly witness: Vkey }
  | { readonly atLeast: number; readonly of: readonly string[] };

/** A policy, or the line that is wrong and why. */
export type PolicyReading =
  | { readonly policy: TlogPolicy }
  | {
    readonly policy?: undefined;
    readonly line: number;
    readonly why: string;
  };

/** Reads a policy file. Never throws. */
export function parseTlogPolicy(text: string): PolicyReading {
  const reader = new PolicyReader();
  const lines = text.split("\n");
  for (const [i, line] of lines.entries()) {
    const why = reader.line(line);
    if (why) return { line: i + 1, why };
  }
  const policy = reader.policy();
  return policy
    ? { policy }
    : { line: lines.length, why: "there is no quorum line" };
}

/** Whether a checkpoint is signed by a log of the policy, and by its quorum. */
export function meetsPolicy(note: Note, policy: TlogPolicy): boolean {
  const { logs, members, quorum } = policy;
  const isOfLog = logs.length === 0 ||
    logs.some((log) => checkNote(note, log) === "good");
  return isOfLog &&
    (quorum === NONE || hasWitnessed(quorum, { note, members }));
}

const NONE = "none";

function hasWitnessed(
  name: string,
  question: { readonly note: Note; readonly members: TlogPolicy["members"] },
): boolean {
  const member = question.members.get(name)!;
  if ("witness" in member) {
    return cosignedAt(question.note, member.witness) !== undefined;
  }
  const count = member.of.filter((one) => hasWitnessed(one, question)).length;
  return count >= member.atLeast;
}

class PolicyReader {
  readonly #logs: Vkey[] = [];
  readonly #members = new Map<string, Member>();
  readonly #keys = new Set<string>();
  readonly #used = new Set<string>();
  #quorum: string | undefined;

  policy(): TlogPolicy | undefined {
    const quorum = this.#quorum;
    return quorum === undefined
      ? undefined
      : { logs: this.#logs, members: this.#members, quorum };
  }

  /** Takes the next line; answers what is wrong with it. */
  line(text: string): string | undefined {
    // deno-lint-ignore no-control-regex
    if (/[\0-\x08\x0b-\x1f\x7f]/.test(text)) return "it has control characters";
    const words = text.split(/[ \t]+/).filter((word) => word !== "");
    const [keyword, ...rest] = words;
    if (keyword === undefined || keyword.startsWith("#")) return undefined;
    switch (keyword) {
      case "log":
        return this.#log(rest);
      case "witness":
        return this.#witness(rest);
      case "group":
        return this.#group(rest);
      case "quorum":
        return this.#setQuorum(rest);
      default:
        return `there is no such line: ${keyword.slice(0, 40)}`;
    }
  }

  #log([vkey = "", ...rest]: readonly string[]): string | undefined {
    if (rest.length > 1) return "it has too many words";
    const key = this.#key(vkey, "note");
    if (typeof key === "string") return key;
    this.#logs.push(key);
    return undefined;
  }

  #witness([name = "", vkey = "", ...rest]: readonly string[]) {
    if (rest.length > 1) return "it has too many words";
    const key = this.#key(vkey, "cosignature");
    if (typeof key === "string") return key;
    return this.#add(name, { witness: key });
  }

  #group([name = "", count = "", ...of]: readonly string[]) {
    const atLeast = count === "all"
      ? of.length
      : count === "any"
      ? 1
      : /^[1-9][0-9]{0,3}$/.test(count)
      ? Number(count)
      : NaN;
    if (!(atLeast >= 1 && atLeast <= of.length)) {
      return "its threshold is not between 1 and the number of its members";
    }
    for (const member of of) {
      if (!this.#members.has(member)) return `nothing is named ${member}`;
      if (this.#used.has(member)) return `${member} is in a group already`;
      this.#used.add(member);
    }
    return this.#add(name, { atLeast, of });
  }

  #setQuorum([name = "", ...rest]: readonly string[]): string | undefined {
    if (rest.length > 0) return "it has too many words";
    if (this.#quorum !== undefined) return "there is a quorum line already";
    if (name !== NONE && !this.#members.has(name)) {
      return `nothing is named ${name}`;
    }
    this.#quorum = name;
    return undefined;
  }

  #add(name: string, member: Member): string | undefined {
    if (name === "" || name === NONE) return "it needs another name";
    if (this.#members.has(name)) return `${name} is named twice`;
    this.#members.set(name, member);
    return undefined;
  }

  /** A key of that kind, of which there is no second; or why not. */
  #key(text: string, kind: Vkey["kind"]): Vkey | string {
    const vkey = parseVkey(text);
    if (vkey?.kind !== kind) return `it has no vkey of a ${WHO[kind]}`;
    const id = `${kind} ${toHex(vkey.publicKey)}`;
    if (this.#keys.has(id)) return "its key is there already";
    this.#keys.add(id);
    return vkey;
  }
}

const WHO = { note: "log", cosignature: "witness" } as const;
