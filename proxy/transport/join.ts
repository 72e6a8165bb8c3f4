import type net from "node:net";

/**
 * Copies bytes both ways between two sockets, as fast as each is read. An end
 * passes as an end, so that one side may finish while the other goes on; a
 * break passes as a break.
 *
 * What it returns parts them again: neither hears of the other any more.
 */
export function join(one: net.Socket, other: net.Socket): () => void {
  one.pipe(other).pipe(one);
  const partings = [follow(one, other), follow(other, one)];
  return () => {
    one.unpipe(other);
    other.unpipe(one);
    for (const part of partings) part();
  };
}

function follow(leader: net.Socket, follower: net.Socket): () => void {
  const failed = () => void follower.destroy();
  const over = (broken: boolean) => {
    if (broken) follower.destroy();
    // A second end would be an error, which takes longer to make than this.
    else if (!follower.writableEnded) follower.end();
  };
  leader.on("error", failed).once("close", over);
  return () => void leader.off("error", failed).off("close", over);
}
