// @ts-check
/// <reference lib="dom" />
import { bars, highest, path } from "./curve.js";
import { html, svg } from "./dom.js";
import { NONE } from "./format.js";

/** @import { Series } from "./curve.js" */
/** @import { Tone } from "./row.js" */

/**
 * Something that is plotted: bars if it is one series, curves if it is more.
 *
 * @typedef {object} Plot
 * @property {string} title
 * @property {string} value How it is now, in words.
 * @property {(top: number) => string} say How the top of the picture is called.
 * @property {readonly { readonly name: string, readonly tone: Tone,
 *   readonly values: Series }[]} series
 */

/**
 * A picture of five minutes.
 *
 * @param {Plot} plot
 */
export function plotted({ title, value, say, series }) {
  const top = highest(...series.map(({ values }) => values));
  const label = `${title} in the last five minutes: ${value}`;
  return html("figure", {}, [
    html("figcaption", {}, [
      html("span", {}, [`${title}: ${value}`]),
      html("span", { class: "faint" }, legend(series)),
    ]),
    html("div", { class: "axis" }, [
      html("span", {}, [top > 0 ? say(top) : NONE]),
    ]),
    picture(
      "plot",
      label,
      series.flatMap((one, i) => drawn(one, { top, i, of: series.length })),
    ),
    html("div", { class: "axis" }, [
      html("span", {}, ["5 min ago"]),
      html("span", {}, ["now"]),
    ]),
  ]);
}

/**
 * A small picture beside a value.
 *
 * @param {Series} values
 * @param {Tone} tone
 */
export function spark(values, tone) {
  const label = `Over time: ${
    values.map((value) => value ?? "none").join(", ")
  }`;
  const series = { values, tone: tone === "plain" ? "good" : tone };
  return picture(
    "spark",
    label,
    drawn(series, { top: highest(values), i: 0, of: 1 }),
  );
}

/**
 * @param {string} kind
 * @param {string} label
 * @param {readonly Node[]} children
 */
function picture(kind, label, children) {
  return svg("svg", {
    class: kind,
    viewBox: "0 0 100 100",
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": label,
  }, children);
}

/**
 * @param {{ readonly values: Series, readonly tone: string }} series
 * @param {{ readonly top: number, readonly i: number, readonly of: number }} at
 */
function drawn({ values, tone }, { top, i, of }) {
  if (of === 1) {
    return bars(values, top).map((bar) =>
      svg("rect", { ...bar, class: `bar ${tone}` })
    );
  }
  const dashed = i > 0 ? " dashed" : "";
  return [
    svg("path", { d: path(values, top), class: `curve ${tone}${dashed}` }),
  ];
}

/** @param {Plot["series"]} series */
function legend(series) {
  if (series.length < 2) return [];
  return series.flatMap(({ name, tone }, i) => [
    html("span", { class: tone }, [`${i > 0 ? "┄" : "─"} ${name} `]),
  ]);
}
