/**
 * An answer as its request permits it: one to `HEAD` loses its body, keeping
 * its fields. The server would send it over HTTP/2, where it breaks the
 * connection and all that goes over it.
 */
export function answerTo({ method }: Request, answer: Response): Response {
  if (method !== "HEAD" || answer.body === null) return answer;
  const { status, headers } = answer;
  return new Response(null, { status, headers });
}
