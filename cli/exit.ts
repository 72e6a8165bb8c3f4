/**
 * Exit statuses of every verb.
 *
 * `refuted`: the check ran and the answer is no. `unusable`: wrong usage, or
 * something could not be read. `weaker`: intact, but less than was asked for.
 * `closed`: whoever read the output went away (128 + SIGPIPE, as shells count);
 * `hungUp`, `interrupted`, `terminated`: a signal ended it, counted likewise.
 */
export const Exit = {
  ok: 0,
  refuted: 1,
  unusable: 2,
  weaker: 3,
  closed: 141,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;
export type Exit = typeof Exit[keyof typeof Exit];
