import { WaterwallError } from "../../audit/mod.ts";

/** Status codes of a Close frame (RFC 6455 §7.4.1). */
export type CloseCode = 1000 | 1001 | 1002 | 1003 | 1007 | 1008 | 1009 | 1011;

/** A peer does not keep to RFC 6455, or to our bounds: the connection ends. */
export class WebSocketFault extends WaterwallError<"websocket"> {
  /** What the peer is told. */
  readonly closeCode: CloseCode;

  /** `problem` completes "Cannot read the WebSocket as …" and holds nothing of what was sent. */
  constructor(
    closeCode: CloseCode,
    problem: string,
    hint = "Send frames as RFC 6455 has them",
  ) {
    super("websocket", `Cannot read the WebSocket as ${problem}`, { hint });
    this.closeCode = closeCode;
  }
}
