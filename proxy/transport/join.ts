import type net from "node:net";

/**
 * Copies bytes both ways between two sockets, as fast as each is read. An end
 * passes as an end, so that one side may finish while the other goes on; a
 * break passes as a break.
 */
export function join(one: net.Socket, other: net.Socket): void {
  one.pipe(other).pipe(one);
  follow(one, other);
  follow(other, one);
}

function follow(leader: net.Socket, follower: net.Socket): void {
  leader.on("error", () => follower.destroy());
  leader.once(
    "close",
    (broken: boolean) => {
      if (broken) follower.destroy();
      // A second end would be an error, which takes longer to make than this.
      else if (!follower.writableEnded) follower.end();
    },
  );
}
