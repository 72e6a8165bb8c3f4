/**
 * The proxy: secrets out of requests, back into responses. Read proxy/SPEC.md.
 *
 * @module
 */
export type { Context } from "./context.ts";
export { RefusalError, UpstreamError } from "./errors.ts";
export type { Forward, Incoming, Outgoing } from "./exchange.ts";
export { RuleError } from "./detect/errors.ts";
export { loadScanner } from "./detect/load_scanner.ts";
export type { Rule } from "./detect/rule.ts";
export type { Explanation } from "./detect/scanner.ts";
export {
  meaningOf as secretMeaning,
  type NameMeaning,
} from "./detect/secret_names.ts";
export { failClosed } from "./fail_closed.ts";
export { handle } from "./handle.ts";
export { type HostDefault, type HostPolicy, HOSTS } from "./providers/hosts.ts";
export type { ErrorShape, Provider } from "./providers/provider.ts";
export { PROVIDERS } from "./providers/registry.ts";
export { type Problem, refusal } from "./refusal.ts";
export type { Finding, Scan, Span, Whereabouts } from "./redact/finding.ts";
export type { CompiledPolicy, PolicySource } from "./policy/compile_policy.ts";
export { type CustomRule, customRule } from "./policy/custom_rule.ts";
export type { Remembered } from "./policy/findings_book.ts";
export { type Indistinct, indistinct } from "./policy/distinctive.ts";
export { loadPolicy, loadRuleNames } from "./policy/load_policy.ts";
export {
  type Action,
  ACTIONS,
  DEFAULT_POLICY,
  type KnownValue,
  type PolicyData,
  type Sources,
} from "./policy/policy_data.ts";
export { valueHash } from "./policy/value_hash.ts";
export {
  DEFAULT_RESTORE,
  type Policy,
  RESTORE_SCOPES,
  type RestorePolicy,
} from "./redact/policy.ts";
export { type Shape, SHAPES } from "./redact/placeholder.ts";
export { TOOL_RULES, type ToolRule } from "./guard/tool_guard.ts";
export { rememberScan } from "./redact/remember_scan.ts";
export { Vault, type VaultOptions } from "./redact/vault.ts";
export type { AwsCredentials } from "./signing/sigv4.ts";
export type { Telemetry } from "./telemetry.ts";
export type { Base } from "./transport/base_url.ts";
export {
  type CorporateProxy,
  parseCorporateProxy,
} from "./transport/corporate_proxy.ts";
export { covers, type HostRule, placeOf } from "./transport/host_rule.ts";
export { enter } from "./transport/enter.ts";
export type { Leaf } from "./transport/door.ts";
export { OpenPort, type PortShare } from "./transport/open_port.ts";
export { readOpening } from "./transport/read_opening.ts";
export type { Failure, FromKeys, ToKeys } from "./transport/keys_link.ts";
export type { FromProxy, ProxyFact, ToProxy } from "./transport/messages.ts";
export type { ProxySettings } from "./transport/proxy_settings.ts";
/** The module that a proxy worker runs. */
export const WORKER = new URL("./worker.ts", import.meta.url);
export { REHEARSAL, WOULD_LEAVE } from "./transport/rehearsals.ts";
export { Seldom } from "./transport/seldom.ts";
export { refuseAll, type RefusingDoor } from "./transport/refuse_all.ts";
