// @ts-check
/// <reference lib="dom" />
import { byId, html } from "./dom.js";
import { age, clock, visible } from "./format.js";
import { follow } from "./live.js";
import { none, offset, PANES } from "./panes.js";

/** @import { Health } from "../pane_health.ts" */
/** @import { Snapshot } from "../snapshot.ts" */
/** @import { Tail } from "./panes.js" */

/** @type {Snapshot | null} */
let shown = null;
/** @type {Tail} */
let tail = { frozen: null, filter: "" };
let isDue = false;

follow({
  open: () => new EventSource("/admin/events"),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  live(snapshot) {
    shown = snapshot;
    drawSoon();
  },
  offline(why) {
    shown = null;
    tail = { ...tail, frozen: null };
    drawOffline(why);
  },
});

/** However much is told, it is drawn once a frame. */
function drawSoon() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    if (shown) draw(shown);
  });
}

/** @param {Snapshot} snapshot */
function draw(snapshot) {
  const { health, instance, uptime, nowMs } = snapshot;
  document.body.dataset.link = "live";
  document.body.dataset.status = health.overall.status;
  say("overall", `● ${health.overall.status}`);
  say("why", visible(health.overall.why ?? ""));
  say("clock", clock(nowMs, offset()));
  say("facts", instance ? factsOf(instance, uptime) : "");
  for (const [id, view] of Object.entries(PANES)) {
    fill(id, healthOf(snapshot, id), view(snapshot, tail));
  }
  showPause();
}

/**
 * Everything at once, and nothing old.
 *
 * @param {string} why
 */
function drawOffline(why) {
  document.body.dataset.link = "offline";
  delete document.body.dataset.status;
  say("overall", "● OFFLINE");
  say("why", why);
  say("clock", "");
  say("facts", "");
  for (const id of Object.keys(PANES)) {
    const offline = /** @type {const} */ ({ status: "OFFLINE", why: null });
    fill(id, offline, [none("No data while offline")]);
  }
  showPause();
}

/**
 * @param {string} id
 * @param {{ readonly status: Health["status"] | "OFFLINE", readonly why: string | null }} health
 * @param {readonly Node[]} content
 */
function fill(id, { status, why }, content) {
  const pane = byId(id);
  pane.dataset.status = status;
  const mark = /** @type {Element} */ (pane.querySelector(".title .status"));
  if (mark.textContent !== `●${status}`) mark.textContent = `●${status}`;
  const fault = status === "FAIL" && why !== null
    ? [html("p", { class: "said alarm" }, [visible(why)])]
    : [];
  pane.querySelector(".body")?.replaceChildren(...fault, ...content);
}

/**
 * @param {Snapshot} snapshot
 * @param {string} id
 */
function healthOf({ health }, id) {
  return id === "plots"
    ? health.counters
    : health[/** @type {keyof typeof health} */ (id)];
}

/**
 * @param {NonNullable<Snapshot["instance"]>} instance
 * @param {number} uptime
 */
function factsOf({ proxyPort, hosts, tool }, uptime) {
  return `proxy 127.0.0.1:${proxyPort} · ${hosts} hosts · ` +
    `up ${age(uptime * 1000)} · ${visible(tool)}`;
}

/**
 * Only what differs is set, so that a screen reader hears only that.
 *
 * @param {string} id
 * @param {string} text
 */
function say(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

function showPause() {
  const isPaused = tail.frozen !== null;
  byId("pause").setAttribute("aria-pressed", String(isPaused));
  say("pause", isPaused ? "Paused" : "Pause");
}

function togglePause() {
  if (!shown) return;
  tail = { ...tail, frozen: tail.frozen ? null : shown.activity };
  draw(shown);
}

const filter = /** @type {HTMLInputElement} */ (byId("filter"));

byId("pause").addEventListener("click", togglePause);
byId("tail").addEventListener("submit", (event) => event.preventDefault());
filter.addEventListener("input", () => {
  tail = { ...tail, filter: filter.value };
  if (shown) draw(shown);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === filter) {
    if (event.key === "Escape") filter.blur();
    return;
  }
  if (event.key === "t") togglePause();
  if (event.key !== "/") return;
  event.preventDefault();
  filter.focus();
});
