import type { Switch } from "../../audit/mod.ts";
import { isAddress } from "./authority.ts";
import type { Problem } from "./raw_answer.ts";

/** Every way in which the tunnel says no, and what it says. */

/** A host that the configuration does not permit: with the lines that would. */
export function hostDenied(
  { host, port }: { readonly host: string; readonly port: number },
  { file, why }: { readonly file: string; readonly why?: string | undefined },
): Problem {
  const name = port === 443 ? host : `${host}:${port}`;
  const config = `[[host]]\nname = "${name}"\npolicy = "tunnel"\n`;
  return {
    type: "waterwall_host_denied",
    message: `Cannot open a tunnel as the host is not permitted: ${name}` +
      (why === undefined ? "" : `; ${why}`),
    hint: isAddress(host)
      ? `Add these lines to ${file} to let it pass unread`
      : `Add these lines to ${file} to let it pass unread, or say ` +
        `policy = "protect" to have its requests redacted`,
    config,
  };
}

/** Armed: nothing passes, whatever the host. */
export function killswitchArmed(armed: readonly Switch[]): Problem {
  return {
    type: "waterwall_killswitch",
    message: `Cannot forward as the kill switch is armed: ${armed.join(", ")}`,
    hint: "Clear every source named when it is safe to go on",
  };
}

/** `GET http://…`: would travel in clear, so there is nothing to protect. */
export const PLAIN_PROXY: Problem = {
  type: "waterwall_plain_http",
  message: "Cannot proxy plain http:// as it is not encrypted on its way",
  hint: "Use an https:// address, or take the host out with NO_PROXY",
};

/** The head could not be read. */
export function unreadableHead(why: string): Problem {
  return {
    type: "waterwall_bad_request",
    message: `Cannot read this request as a proxy request: ${why}`,
    hint: "Set HTTPS_PROXY to this address, with http:// before it",
  };
}

/** The head did not arrive in time. */
export const SLOW_HEAD: Problem = {
  type: "waterwall_slow_request",
  message: "Cannot wait longer for the end of the request's head",
  hint: "Send the request line and the header fields at once",
};

/** More connections are open than memory is set aside for. */
export const TOO_MANY: Problem = {
  type: "waterwall_too_many_connections",
  message: "Cannot take another connection as too many are open",
  hint: "Close idle clients, then try again",
};

/** A request names another host than the one whose door it came through. */
export const MISDIRECTED: Problem = {
  type: "waterwall_misdirected",
  message: "Cannot forward as the request names another host than its tunnel",
  hint: "Open a tunnel to the host that the request is for",
};

/** The tunnel leads back to this proxy. */
export const LOOP: Problem = {
  type: "waterwall_loop",
  message: "Cannot open a tunnel as it came from this very proxy",
  hint: "Set upstream_proxy to the company's proxy, not to Waterwall",
};

/** The host or the corporate proxy before it did not answer. */
export function unreachable(host: string, why: string): Problem {
  return {
    type: "waterwall_upstream_unreachable",
    message: `Cannot reach ${host}: ${why}`,
    hint: "Check the network and upstream_proxy",
  };
}

/** The proxy worker is away: main answers in its place. */
export const UNAVAILABLE: Problem = {
  type: "waterwall_unavailable",
  message: "Cannot forward as the proxy is being started again",
  hint: "Try again in a moment, or run `waterwall status`",
};

/** A door could not be opened: the keys worker is away. */
export const NO_DOOR: Problem = {
  type: "waterwall_unavailable",
  message: "Cannot end TLS for this host as no certificate could be made",
  hint: "Run `waterwall status`, then start Waterwall again",
};
