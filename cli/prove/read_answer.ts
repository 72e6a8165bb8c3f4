import type { Answer } from "./speakers/speaker.ts";
import { object } from "./wires/wire.ts";

/** Reads a body by its content type, as a plain client would. Throws when it is not JSON. */
export function readAnswer(contentType: string, body: string): Answer {
  if (!contentType.startsWith("text/event-stream")) {
    return { kind: "json", body: object(JSON.parse(body)) };
  }
  const events = body.split("\n\n").map(dataOf)
    .filter((data) => data !== "" && data !== "[DONE]")
    .map((data) => object(JSON.parse(data)));
  return { kind: "events", events };
}

function dataOf(event: string): string {
  return event.split("\n").filter((line) => line.startsWith("data: "))
    .map((line) => line.slice("data: ".length)).join("\n");
}
