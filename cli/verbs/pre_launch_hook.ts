import type { Exit } from "../exit.ts";
import { changeHook } from "../hook/change_hook.ts";
import type { HookValues } from "../hook/options.ts";
import { tellHook } from "../hook/tell_hook.ts";
import type { Io } from "../io.ts";

/** Puts the hook in its place, takes it out, or is it. */
export default function preLaunchHook(
  values: HookValues,
  io: Io,
): Promise<Exit> {
  const isChange = values.install || values.uninstall;
  return isChange ? changeHook(values, io) : tellHook(values, io);
}
