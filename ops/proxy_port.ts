import {
  OpenPort,
  type PortShare,
  refuseAll,
  type RefusingDoor,
} from "../proxy/mod.ts";

/** The proxy's port: open all the time, and refusing while no worker serves it. */
export class ProxyPort {
  readonly #port: OpenPort;
  #refusing: RefusingDoor | null = null;
  #isOpen = true;

  /** Opens it; rejects when it is taken. 0 takes any. */
  static async open(port: number): Promise<ProxyPort> {
    return new ProxyPort(await OpenPort.open(port));
  }

  private constructor(port: OpenPort) {
    this.#port = port;
  }

  get number(): number {
    return this.#port.port;
  }

  /** Whether somebody shall serve it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Has `serve` take it over: before the one that serves it now is called off,
   * or where ports cannot be shared (Windows) after that.
   */
  async pass(
    serve: (share: PortShare) => Promise<unknown>,
    callOff: () => Promise<unknown> | void,
  ): Promise<void> {
    const serving = serve(this.#port.share());
    serving.catch(() => {});
    if (this.#port.isShared) await serving;
    await callOff();
    await serving;
  }

  /** Has everyone refused, until a worker is back. */
  async refuse(): Promise<void> {
    // Where a dead worker still has the port, it is tried again soon.
    this.#refusing ??= await refuseAll(this.#port.share()).catch(() => null);
    if (!this.#isOpen) await this.relent();
  }

  /** Refuses nobody any more. */
  async relent(): Promise<void> {
    await this.#refusing?.close();
    this.#refusing = null;
  }

  /** Nobody shall serve it any more; who does goes on. */
  async close(): Promise<void> {
    this.#isOpen = false;
    this.#port.close();
    await this.relent();
  }
}
