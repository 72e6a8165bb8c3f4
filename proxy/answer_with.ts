/**
 * An answer with these fields. The constructor takes them as well, but needs
 * longer to read a `Headers` than for all the rest.
 */
export function answerWith(
  body: BodyInit | null,
  { status, headers }: Pick<Response, "status" | "headers">,
): Response {
  const answer = new Response(body, { status });
  headers.forEach((value, name) => answer.headers.append(name, value));
  return answer;
}
