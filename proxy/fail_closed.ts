import type { Context } from "./context.ts";
import { reportFailure } from "./failure.ts";
import { handle } from "./handle.ts";
import { refusal } from "./refusal.ts";

/**
 * Like {@link handle}, but answers 502 for whatever it throws.
 *
 * The one place where proxy/ turns a failure into an answer; what happens to
 * the record of it is said at {@link reportFailure}.
 */
export async function failClosed(
  request: Request,
  context: Context,
): Promise<Response> {
  try {
    return await handle(request, context);
  } catch (error) {
    const problem = await reportFailure(error, context);
    return refusal(problem, context.provider.errors);
  }
}
