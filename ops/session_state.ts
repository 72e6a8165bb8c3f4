/** What was seen of one session. */
export interface SessionState {
  readonly id: string;
  readonly host: string;
  /** What its client is called; `null` while that is unknown. */
  readonly agent: string | null;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly requests: number;
  readonly redactions: number;
  readonly restored: number;
  readonly blocked: number;
}

export const MAX_SESSIONS = 64;

/** Something that belongs to a session. */
export interface Touch {
  readonly session: string;
  readonly host: string;
  readonly ms: number;
  readonly agent?: string | null;
  readonly more: Readonly<
    Partial<
      Record<"requests" | "redactions" | "restored" | "blocked", number>
    >
  >;
}

/** The sessions after one of them was touched: it comes first. */
export function touched(
  sessions: readonly SessionState[],
  { session, host, ms, agent, more }: Touch,
): readonly SessionState[] {
  const old = sessions.find(({ id }) => id === session);
  const now: SessionState = {
    id: session,
    host,
    agent: agent ?? old?.agent ?? null,
    firstMs: Math.min(old?.firstMs ?? ms, ms),
    lastMs: Math.max(old?.lastMs ?? ms, ms),
    requests: (old?.requests ?? 0) + (more.requests ?? 0),
    redactions: (old?.redactions ?? 0) + (more.redactions ?? 0),
    restored: (old?.restored ?? 0) + (more.restored ?? 0),
    blocked: (old?.blocked ?? 0) + (more.blocked ?? 0),
  };
  const others = sessions.filter(({ id }) => id !== session);
  return [now, ...others].slice(0, MAX_SESSIONS);
}
