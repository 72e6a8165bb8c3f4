import { flag, text } from "./parameter.ts";

/** Which instance is meant. */
export const home = text(
  "DIR",
  "the home folder, instead of WATERWALL_HOME or the usual place",
);

/** What programs read. */
export const json = flag("print one JSON object");
