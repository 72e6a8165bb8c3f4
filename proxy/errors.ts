import { type BlockReason, type Switch, WaterwallError } from "../audit/mod.ts";

/** A request that must not go on. Nothing of it has left the machine. */
export class RefusalError extends WaterwallError<BlockReason> {
  static killswitch(armed: readonly Switch[]): RefusalError {
    return new RefusalError(
      "killswitch",
      `Cannot forward as the kill switch is armed: ${armed.join(", ")}`,
      { hint: "Clear the kill switch when it is safe to go on" },
    );
  }

  /** `problem` completes "Cannot read the body as …" and holds nothing of the body. */
  static body(problem: string, hint: string, cause?: unknown): RefusalError {
    return new RefusalError("body", `Cannot read the body as ${problem}`, {
      hint,
      cause,
    });
  }

  /** An answer with placeholders is over the bound, in bytes. */
  static answer(maxBytes: number): RefusalError {
    return new RefusalError(
      "body",
      `Cannot restore the answer as it is over the limit: ${maxBytes} bytes`,
      { hint: "Raise `max_body_mib`, or ask for less at a time" },
    );
  }

  /** A secret stands where it can be neither replaced nor sent, e.g. `the header x-note`. */
  static place(place: string, type: string): RefusalError {
    return new RefusalError(
      "policy",
      `Cannot forward as a secret stands in ${place}: ${type}`,
      { hint: "Send it in the body, where it can be replaced, or take it out" },
    );
  }

  /** The policy wants requests with such a secret refused. */
  static blocked(type: string): RefusalError {
    return new RefusalError(
      "policy",
      `Cannot forward as the policy blocks this kind of secret: ${type}`,
      { hint: "Take it out, or change its action in policy.toml" },
    );
  }

  /** A secret would have left after all. */
  static leak(): RefusalError {
    return new RefusalError(
      "leak",
      "Cannot forward as a known secret was still in what would be sent",
      { hint: "Take it out of the request; `waterwall why` helps to find it" },
    );
  }

  /** The client vouched for bytes that had to change; `how` says how. */
  static signed(how: string): RefusalError {
    return new RefusalError(
      "policy",
      `Cannot forward as a secret had to be replaced in a request that is signed for AWS: ${how}`,
      {
        hint:
          "Use a Bedrock API key, which is a bearer token, or let Waterwall sign again: set aws_credentials in config.toml",
      },
    );
  }

  /** A test of the live path came without a ticket: it must not reach a provider. */
  static rehearsal(): RefusalError {
    return new RefusalError(
      "policy",
      "Cannot forward as this is a rehearsal whose ticket is not valid",
      { hint: "Run `waterwall verify-install --runtime`, which asks for one" },
    );
  }

  static collision(tag: string): RefusalError {
    return new RefusalError(
      "internal",
      `Cannot name a secret as another one has its tag: ${tag}`,
      { hint: "Restart Waterwall with a new tokenization key" },
    );
  }
}

/** The provider was not reached, or stopped answering. Nobody's secret is at stake. */
export class UpstreamError extends WaterwallError<
  "unreachable" | "tls" | "timeout" | "refused"
> {}
