import { WaterwallError } from "../../audit/mod.ts";

/** The provider, or the way to it, failed. Nothing says whether it heard us. */
export class UpstreamError extends WaterwallError<"upstream"> {
  /** Names the host and the cause, never a path or a header. */
  static from<E extends UpstreamError>(
    this: new (...args: ConstructorParameters<typeof UpstreamError>) => E,
    host: string,
    cause: unknown,
  ): E {
    const why = cause instanceof Error ? cause.message : String(cause);
    return new this(
      "upstream",
      `Cannot complete the request as ${host} did not answer it: ${why}`,
      { hint: "Try again, or check the network and upstream_proxy", cause },
    );
  }
}
