import type { Circumstances } from "./context.ts";
import type { Scan } from "./redact/finding.ts";
import type { Policy } from "./redact/policy.ts";
import { Redactor } from "./redact/redactor.ts";

/** A redactor for what goes to this path under the policy in force. */
export function redactorFor(
  pathname: string,
  { host, vault, explain, inForce }: Circumstances & {
    readonly inForce: Policy;
  },
): Redactor {
  const { scan, witness, shadow = false, isAllowed } = inForce;
  const isSpared = inForce.spares?.({ host, pathname }) ?? false;
  return new Redactor({
    vault,
    shadow,
    isAllowed,
    scan: isSpared ? NOTHING : scan,
    witness: isSpared ? undefined : witness,
    shape: inForce.shapeOf && ((type) => inForce.shapeOf!(type, host)),
    ...explain && { explain },
  });
}

/** Of a destination to which secrets may go. */
const NOTHING: Scan = () => [];
