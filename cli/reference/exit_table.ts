import { Exit } from "../exit.ts";

/** What each exit status says, for the manual. */
export const EXIT_TABLE: readonly (readonly [status: number, says: string])[] =
  [
    [Exit.ok, "done; or the check ran and the answer is yes"],
    [Exit.refuted, "the check ran and the answer is no"],
    [Exit.unusable, "wrong usage, or something could not be read or done"],
    [Exit.weaker, "intact, but less than was asked for"],
    [Exit.hungUp, "ended by SIGHUP"],
    [Exit.interrupted, "ended by SIGINT"],
    [Exit.closed, "whoever read the output went away"],
    [Exit.terminated, "ended by SIGTERM"],
  ];
